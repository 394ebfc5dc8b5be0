using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Identity;

/// <summary>操作员 — who asks, and in which role.</summary>
public sealed record Operator(string Name, string Role);

/// <summary>
/// 操作员令牌 — the bearer tokens of staff, until they sign in on pages. Kept as SM3 digests: a stolen list opens nothing.
/// </summary>
public sealed class OperatorTokens
{
    private const string FileName = "operators.json";
    private readonly List<(byte[] Digest, Operator Who)> known = [];

    private OperatorTokens()
    {
    }

    /// <summary>Nobody: every asked question is refused.</summary>
    public static OperatorTokens None { get; } = new();

    /// <summary>
    /// The list in a folder, when there is one: <c>[{"name": …, "role": …, "sm3": digest of the token in hex}]</c>.
    /// </summary>
    public static OperatorTokens Read(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, FileName);
        if (!File.Exists(file))
        {
            return None;
        }

        var tokens = new OperatorTokens();
        var rows = JsonSerializer.Deserialize<List<Row>>(File.ReadAllText(file), JsonSerializerOptions.Web) ?? [];
        foreach (var row in rows)
        {
            tokens.known.Add((Convert.FromHexString(row.Sm3), new Operator(row.Name, row.Role)));
        }

        return tokens;
    }

    /// <summary>Tokens in the open, for a demonstration and for tests.</summary>
    public static OperatorTokens Of(params IEnumerable<(string Token, Operator Who)> tokens)
    {
        var made = new OperatorTokens();
        made.known.AddRange(tokens.Select(one => (Sm3.Hash(Encoding.UTF8.GetBytes(one.Token)), one.Who)));
        return made;
    }

    /// <summary>Whose token it is, or nobody's.</summary>
    public Operator? Find(string token)
    {
        var digest = Sm3.Hash(Encoding.UTF8.GetBytes(token));
        Operator? found = null;
        foreach (var (of, who) in known)
        {
            // Every one is compared, so that time tells nothing.
            found = CryptographicOperations.FixedTimeEquals(of, digest) ? who : found;
        }

        return found;
    }

    /// <summary>Whether an operator of this name and role is still on the list.</summary>
    public bool Knows(Operator who) => known.Exists(one => one.Who == who);

    private sealed record Row(string Name, string Role, string Sm3);
}
