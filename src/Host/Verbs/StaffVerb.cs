using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Identity;
using Mingsuan.Workbench;

namespace Mingsuan.Host.Verbs;

/// <summary>
/// `staff add|remove|list` — the accounts of the staff, in the folder of the platform's keys. What a new account signs
/// in
/// with is printed once and kept only as digests and sealed; a running platform reads the list when it starts.
/// </summary>
internal static class StaffVerb
{
    private const int TokenBytes = 24;
    private const int PasswordBytes = 9;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Command() => new("staff", "Who may sign in.") { Add(), Remove(), List() };

    private static Command Add()
    {
        var (keys, name) = (Keys(), Name());
        var role = new Option<string>("--role") { Description = "What the person does.", Required = true };
        role.AcceptOnlyFromAmong([.. StaffRoles.All]);
        var regions = new Option<string>("--regions")
        {
            Description = "Codes of areas, separated by commas; everywhere when not said.",
            DefaultValueFactory = _ => "",
        };
        var institution = new Option<string?>("--institution")
        {
            Description = "The institution of who works for one.",
        };
        var command = new Command("add", "Adds an account and prints what it signs in with, once.")
        {
            name, role, regions, institution, keys,
        };
        command.Validators.Add(parsed =>
        {
            var atOne = StaffRoles.OfInstitutions.Contains(parsed.GetValue(role) ?? "");
            if (atOne != (parsed.GetValue(institution) is not null))
            {
                parsed.AddError("Name --institution for who works for one, and for nobody else.");
            }

            if (!(parsed.GetValue(regions) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
                .All(one => one.Length == 6 && one.All(char.IsAsciiDigit)))
            {
                parsed.AddError("--regions are codes of six digits, separated by commas.");
            }
        });
        command.SetAction(parsed => AddTo(
            parsed.GetRequiredValue(keys),
            new StaffAccount
            {
                Name = parsed.GetRequiredValue(name),
                Role = parsed.GetRequiredValue(role),
                Regions = parsed.GetValue(regions) ?? "",
                Institution = parsed.GetValue(institution),
            }));
        return command;
    }

    private static Command Remove()
    {
        var (keys, name) = (Keys(), Name());
        var command = new Command("remove", "Removes an account; its sessions end at the next start.") { name, keys };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(keys);
            var accounts = StaffList.Accounts(folder);
            var left = accounts.Where(one => one.Name != parsed.GetRequiredValue(name)).ToList();
            if (left.Count == accounts.Count)
            {
                Console.Error.WriteLine("There is no such account.");
                return 1;
            }

            Write(folder, left);
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        var keys = Keys();
        var command = new Command("list", "The accounts, without what they sign in with.") { keys };
        command.SetAction(parsed =>
        {
            foreach (var one in StaffList.Accounts(parsed.GetRequiredValue(keys)))
            {
                Console.WriteLine(string.Join('\t', one.Name, one.Role, one.Institution ?? one.Regions));
            }
        });
        return command;
    }

    private static int AddTo(DirectoryInfo folder, StaffAccount account)
    {
        var accounts = StaffList.Accounts(folder);
        if (accounts.Any(one => one.Name == account.Name))
        {
            Console.Error.WriteLine("There is an account of this name already.");
            return 1;
        }

        using var keys = PlatformKeys.OpenOrCreate(folder.FullName, RandomNumberGenerator.Fill);
        var secret = RandomNumberGenerator.GetBytes(OneTimeCode.SecretBytes);
        var token = Word(TokenBytes);
        var password = Word(PasswordBytes);
        Write(folder, [.. accounts, account with
        {
            Sm3 = Convert.ToHexStringLower(Sm3.Hash(Encoding.UTF8.GetBytes(token))),
            Password = PasswordHash.Of(password, RandomNumberGenerator.Fill),
            CodeSecret = StaffList.Seal(secret, keys, RandomNumberGenerator.Fill),
        }]);
        Console.WriteLine($"password {password}");
        Console.WriteLine($"code     {OneTimeCode.Base32(secret)}");
        Console.WriteLine($"token    {token}");
        return 0;
    }

    private static void Write(DirectoryInfo folder, IReadOnlyList<StaffAccount> accounts)
    {
        var file = Path.Combine(folder.FullName, StaffList.FileName);
        var next = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(next, options))
        {
            writer.Write(JsonSerializer.Serialize(accounts, Written) + "\n");
        }

        File.Move(next, file, overwrite: true);
    }

    private static string Word(int bytes) =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes)).Replace('+', '-').Replace('/', '_');

    private static Argument<string> Name() => new("NAME") { Description = "The account's name." };

    private static Option<DirectoryInfo> Keys()
    {
        var option = new Option<DirectoryInfo>("--keys")
        {
            Description = "The folder of the platform's keys.",
            Required = true,
        };
        return option;
    }
}
