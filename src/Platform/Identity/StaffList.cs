using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Platform.Identity;

/// <summary>
/// 工作人员账户 — one account as its file keeps it. A program's token signs in programs; password and one-time code
/// together sign in a person.
/// </summary>
public sealed record StaffAccount
{
    public required string Name { get; init; }

    public required string Role { get; init; }

    /// <summary>管辖区划, separated by commas; empty: everywhere.</summary>
    public string Regions { get; init; } = "";

    /// <summary>所在机构.</summary>
    public string? Institution { get; init; }

    /// <summary>接口令牌 — the SM3 digest of a program's token, in hex.</summary>
    public string? Sm3 { get; init; }

    /// <summary>口令 — as <see cref="PasswordHash"/> keeps it.</summary>
    public string? Password { get; init; }

    /// <summary>动态口令密钥 — sealed under the platform's master key, in base64.</summary>
    public string? CodeSecret { get; init; }
}

/// <summary>
/// 工作人员名册 — who may sign in, how, and how far each may reach. Of tokens and passwords it holds digests, of one-time
/// codes sealed secrets: a stolen list opens nothing.
/// </summary>
public sealed class StaffList
{
    /// <summary>The list's file in the folder of the platform's keys.</summary>
    public const string FileName = "operators.json";

    private static readonly string Nobodys = PasswordHash.Of("", bytes => bytes.Clear());

    private static readonly byte[] SecretContext = "mingsuan/one-time-code/v1"u8.ToArray();
    private readonly List<Entry> entries = [];
    private readonly List<StaffAccount> accounts = [];

    private StaffList()
    {
    }

    /// <summary>Nobody: every asked question is refused.</summary>
    public static StaffList None { get; } = new();

    /// <summary>
    /// Whether this is a demonstration, which fills in the one-time code itself because nobody has its device.
    /// </summary>
    public bool Demonstration { get; private init; }

    /// <summary>The list in a folder, when there is one.</summary>
    public static StaffList Read(DirectoryInfo folder, PlatformKeys keys)
    {
        var list = new StaffList();
        foreach (var account in Accounts(folder))
        {
            list.accounts.Add(account);
            list.entries.Add(new(
                new Operator(account.Name, account.Role, account.Regions, account.Institution),
                account.Sm3 is { } digest ? Convert.FromHexString(digest) : null,
                account.Password,
                account.CodeSecret is { } wrapped
                    ? keys.Unwrap(Convert.FromBase64String(wrapped), SecretContext)
                        ?? throw new CryptoFailureException($"the code secret of {account.Name} does not open")
                    : null));
        }

        return list;
    }

    /// <summary>The accounts as a folder's file keeps them.</summary>
    public static IReadOnlyList<StaffAccount> Accounts(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, FileName);
        return File.Exists(file)
            ? JsonSerializer.Deserialize<List<StaffAccount>>(File.ReadAllText(file), JsonSerializerOptions.Web) ?? []
            : [];
    }

    /// <summary>The accounts that this list was made of.</summary>
    public IReadOnlyList<StaffAccount> Listed => accounts;

    /// <summary>Seals a new secret for an account's file.</summary>
    public static string Seal(ReadOnlySpan<byte> secret, PlatformKeys keys, RandomFill random) =>
        Convert.ToBase64String(keys.Wrap(secret, SecretContext, random));

    /// <summary>Accounts in the open, for a demonstration and for tests: one word is both password and token.</summary>
    public static StaffList Of(params IEnumerable<(string Word, Operator Who)> accounts)
    {
        var list = new StaffList { Demonstration = true };
        foreach (var (word, who) in accounts)
        {
            var token = Sm3.Hash(Encoding.UTF8.GetBytes(word));
            list.accounts.Add(new()
            {
                Name = who.Name,
                Role = who.Role,
                Regions = who.Regions,
                Institution = who.Institution,
                Sm3 = Convert.ToHexStringLower(token),
            });
            list.entries.Add(new(
                who,
                token,
                null,
                Sm3.Hash(Encoding.UTF8.GetBytes(who.Name + "\n" + word))[..OneTimeCode.SecretBytes]));
        }

        return list;
    }

    /// <summary>Whose token it is, or nobody's.</summary>
    public Operator? Bearing(string token)
    {
        var digest = Sm3.Hash(Encoding.UTF8.GetBytes(token));
        Operator? found = null;
        foreach (var entry in entries)
        {
            // Every one is compared, so that time tells nothing.
            found = entry.Token is { } of && CryptographicOperations.FixedTimeEquals(of, digest) ? entry.Who : found;
        }

        return found;
    }

    /// <summary>
    /// Whose password it is; an account without a one-time code cannot sign in on pages. A password that its owner
    /// chose takes the place of the one that was handed out.
    /// </summary>
    public Operator? Knowing(string name, string password, string? own)
    {
        var entry = entries.Find(one => one.Who.Name == name && one.Secret is not null);
        if (Demonstration && own is null)
        {
            return Bearing(password) is { } bearer && bearer.Name == name ? entry?.Who : null;
        }

        // A name that nobody has takes as long as one that somebody has.
        var kept = own ?? entry?.Password;
        return PasswordHash.Fits(kept ?? Nobodys, password) && kept is not null ? entry?.Who : null;
    }

    /// <summary>The half minute that a one-time code of an account belongs to; none when it is wrong.</summary>
    public long? CodeStep(string name, string code, DateTimeOffset now) =>
        entries.Find(one => one.Who.Name == name)?.Secret is { } secret ? OneTimeCode.Fits(secret, code, now) : null;

    /// <summary>The code that a demonstration fills in; none elsewhere.</summary>
    public string? ShownCode(string name, DateTimeOffset now) =>
        Demonstration && entries.Find(one => one.Who.Name == name)?.Secret is { } secret
            ? OneTimeCode.At(secret, OneTimeCode.StepOf(now))
            : null;

    /// <summary>The operator of a name, or none.</summary>
    public Operator? Named(string name) => entries.Find(one => one.Who.Name == name)?.Who;

    /// <summary>Whether an operator, with this role and reach, is still on the list.</summary>
    public bool Knows(Operator who) => entries.Exists(one => one.Who == who);

    private sealed record Entry(Operator Who, byte[]? Token, string? Password, byte[]? Secret);
}
