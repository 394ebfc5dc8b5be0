using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mingsuan.Migrations;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Workbench;

namespace Mingsuan.Host.Verbs;

/// <summary>
/// `staff add|reset|remove|list` — the accounts of the staff, in the folder of the platform's keys. What a new account
/// signs in with is printed once and kept only as digests and sealed; a running platform reads the list when it starts.
/// A change is entered on the trail at once where the database is named, else when the platform starts next.
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

    public static Command Command() => new("staff", "Who may sign in.") { Add(), Reset(), Remove(), List() };

    private static Command Add()
    {
        var (keys, name, database) = (Keys(), Name(), Database());
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
            name, role, regions, institution, keys, database,
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
        command.SetAction((parsed, ct) => ChangeAsync(
            parsed.GetRequiredValue(keys),
            parsed.GetValue(database),
            accounts => Added(accounts, parsed.GetRequiredValue(keys), new StaffAccount
            {
                Name = parsed.GetRequiredValue(name),
                Role = parsed.GetRequiredValue(role),
                Regions = parsed.GetValue(regions) ?? "",
                Institution = parsed.GetValue(institution),
            }),
            ct));
        return command;
    }

    private static Command Reset()
    {
        var (keys, name, database) = (Keys(), Name(), Database());
        var command = new Command("reset", "Gives an account a new password and prints it, once.")
        {
            name, keys, database,
        };
        command.SetAction((parsed, ct) => ChangeAsync(
            parsed.GetRequiredValue(keys),
            parsed.GetValue(database),
            accounts =>
            {
                var password = Word(PasswordBytes);
                return Replaced(accounts, parsed.GetRequiredValue(name), one =>
                    [one with { Password = PasswordHash.Of(password, RandomNumberGenerator.Fill) }])
                    with
                { Print = [$"password {password}"] };
            },
            ct));
        return command;
    }

    private static Command Remove()
    {
        var (keys, name, database) = (Keys(), Name(), Database());
        var command = new Command("remove", "Removes an account; its sessions end at the next start.")
        {
            name, keys, database,
        };
        command.SetAction((parsed, ct) => ChangeAsync(
            parsed.GetRequiredValue(keys),
            parsed.GetValue(database),
            accounts => Replaced(accounts, parsed.GetRequiredValue(name), _ => []),
            ct));
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

    /// <summary>The list as it is to be, what to print, or why nothing changes.</summary>
    private sealed record Change(IReadOnlyList<StaffAccount> Accounts, IReadOnlyList<string> Print, string? Refusal);

    private static Change Replaced(
        IReadOnlyList<StaffAccount> accounts, string name, Func<StaffAccount, IReadOnlyList<StaffAccount>> by) =>
        accounts.Any(one => one.Name == name)
            ? new([.. accounts.SelectMany(one => one.Name == name ? by(one) : [one])], [], null)
            : new([], [], "There is no such account.");

    private static Change Added(IReadOnlyList<StaffAccount> accounts, DirectoryInfo folder, StaffAccount account)
    {
        if (accounts.Any(one => one.Name == account.Name))
        {
            return new([], [], "There is an account of this name already.");
        }

        using var keys = PlatformKeys.OpenOrCreate(folder.FullName, RandomNumberGenerator.Fill);
        var secret = RandomNumberGenerator.GetBytes(OneTimeCode.SecretBytes);
        var token = Word(TokenBytes);
        var password = Word(PasswordBytes);
        var added = account with
        {
            Sm3 = Convert.ToHexStringLower(Sm3.Hash(Encoding.UTF8.GetBytes(token))),
            Password = PasswordHash.Of(password, RandomNumberGenerator.Fill),
            CodeSecret = StaffList.Seal(secret, keys, RandomNumberGenerator.Fill),
        };
        return new(
            [.. accounts, added],
            [$"password {password}", $"code     {OneTimeCode.Base32(secret)}", $"token    {token}"],
            null);
    }

    private static async Task<int> ChangeAsync(
        DirectoryInfo folder,
        DatabaseChoice? database,
        Func<IReadOnlyList<StaffAccount>, Change> change,
        CancellationToken ct)
    {
        if (database is not null && (await Schema.PendingAsync(database, ct)).Count > 0)
        {
            await Console.Error.WriteLineAsync("The database lacks migrations: run migrate first.");
            return 1;
        }

        var (accounts, print, refusal) = change(StaffList.Accounts(folder));
        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }

        Write(folder, accounts);
        foreach (var line in print)
        {
            Console.WriteLine(line);
        }

        if (database is not null)
        {
            await NoticeAsync(database, folder, ct);
        }

        return 0;
    }

    /// <summary>Enters the change on the trail, under the name of who runs this on the machine.</summary>
    private static async Task NoticeAsync(DatabaseChoice database, DirectoryInfo folder, CancellationToken ct)
    {
        var keys = PlatformKeys.OpenOrCreate(folder.FullName, RandomNumberGenerator.Fill);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddMingsuanDatabase(database, SchemaMaps.All);
        services.AddTrail(keys);
        services.AddSingleton(StaffList.Read(folder, keys));
        services.AddSingleton<StaffBook>();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<StaffBook>().NoticeAsync("os:" + Environment.UserName, ct);
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

    private static Option<DatabaseChoice> Database() => DatabaseOption.CreateOptional(
        "sqlite:PATH or postgres:CONNECTION, to enter the change on the trail at once");

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
