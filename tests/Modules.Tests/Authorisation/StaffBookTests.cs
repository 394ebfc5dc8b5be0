using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.Verbs;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Authorisation;

/// <summary>名册簿 — what the database keeps of the staff: changes of their list, used codes, and own passwords.</summary>
public sealed class StaffBookTests(PostgresServer server)
{
    private const string Name = "普经办";
    private const string Fresh = "Dian-Cang-2026!";
    private const string Path = "/api/v1/account/password";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Every_change_of_the_list_is_an_entry_whether_by_the_verb_or_noticed_at_the_start(string database)
    {
        using var stage = new Accounts();
        await stage.RunAsync("add", Name, "--role", "agency", "--regions", "532300");
        await using var host = await HostAsync(database, stage);
        (await EntriesAsync(host)).ShouldBe(["staff.added operators.json"]);
        (await NoticeAsync(host, stage)).ShouldBe(0, "nothing has changed");

        // Somebody edits the file: nobody can say who, but that it was done.
        await stage.RunAsync("reset", Name);
        (await NoticeAsync(host, stage)).ShouldBe(1);
        await stage.RunAsync("add", "第二人", "--role", "bureau", "--database", host.Database);
        await stage.RunAsync("remove", "第二人", "--database", host.Database);

        var me = "os:" + Environment.UserName;
        (await EntriesAsync(host)).ShouldBe([
            "staff.added operators.json", "staff.changed operators.json", $"staff.added {me}", $"staff.removed {me}",
        ]);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
        await using var db = Db(host);
        await db.Database.ExecuteSqlRawAsync("update platform_staff_record set role = 'bureau'", Stop);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldHaveSingleItem().Column.ShouldBe("role");
        await db.Database.ExecuteSqlRawAsync("delete from platform_staff_record", Stop);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldHaveSingleItem()
            .Code.ShouldBe(TrailBreaks.RecordMissing);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_code_that_one_process_took_is_used_up_for_every_other(string database)
    {
        using var stage = new Accounts();
        var made = await stage.RunAsync("add", Name, "--role", "agency");
        await using var host = await HostAsync(database, stage);
        var (password, code) = (Word(made, "password"), Code(made, host));
        (await StaffBrowser.TryAsync(host.Client.BaseAddress!, Name, password, code)).ShouldBe(HttpStatusCode.Redirect);

        // As after a restart: nothing is remembered but what lies in the database.
        var other = ActivatorUtilities.CreateInstance<SignInDesk>(host.Services);
        var context = new DefaultHttpContext { RequestServices = host.Services };
        var (begun, ticket) = await other.BeginAsync(context, Name, password);
        (await other.ConfirmAsync(context, ticket, begun.Who!, code)).Who.ShouldBeNull();
        host.Clock.Leap(TimeSpan.FromSeconds(30));
        (await other.ConfirmAsync(context, ticket, begun.Who!, Code(made, host))).Who.ShouldNotBeNull();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Who_knows_the_password_and_has_a_code_chooses_another_one(string database)
    {
        using var stage = new Accounts();
        var made = await stage.RunAsync("add", Name, "--role", "agency");
        await using var host = await HostAsync(database, stage);
        var (old, token, address) = (Word(made, "password"), Word(made, "token"), host.Client.BaseAddress!);
        var code = Code(made, host);
        async Task<string> RefusedAsync(string was, string fresh, string typed) => (string)(await AskAsync(
            host, token, host.NextMsgId(), was, fresh, typed, HttpStatusCode.UnprocessableEntity))["code"]!;

        (await RefusedAsync("wrong", Fresh, code)).ShouldBe("E-PASSWORD-WRONG");
        (await RefusedAsync(old, Fresh, "000000")).ShouldBe("E-PASSWORD-WRONG");
        foreach (var weak in new[] { "Short-1!", "onlysmallletters", "Aa1!" + Name + "xxxxxx", old })
        {
            (await RefusedAsync(old, weak, code)).ShouldBe("E-PASSWORD-RULES", weak);
        }

        var key = host.NextMsgId();
        ((bool)(await AskAsync(host, token, key, old, Fresh, code))["changed"]!).ShouldBeTrue();
        ((bool)(await AskAsync(host, token, key, old, Fresh, code))["changed"]!).ShouldBeTrue("asked again");
        (await RefusedAsync(Fresh, Fresh + "x", code)).ShouldBe("E-PASSWORD-WRONG", "the code was used");

        host.Clock.Leap(TimeSpan.FromSeconds(30));
        (await StaffBrowser.TryAsync(address, Name, old, Code(made, host))).ShouldBe(HttpStatusCode.BadRequest);
        (await StaffBrowser.TryAsync(address, Name, Fresh, Code(made, host))).ShouldBe(HttpStatusCode.Redirect);
        (await EntriesAsync(host)).Last().ShouldBe("staff.password-changed " + Name);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
        (await StoredRows.AllAsync(host)).Values.ShouldAllBe(rows => !rows.Contains(Fresh));

        // A password that is handed out anew takes the place of the owner's.
        var next = Word(await stage.RunAsync("reset", Name), "password");
        await NoticeAsync(host, stage);
        host.Clock.Leap(TimeSpan.FromSeconds(30));
        var restarted = new SignInDesk(
            stage.Read(),
            Book(host, stage),
            ActivatorUtilities.CreateInstance<SignInBrake>(host.Services),
            host.Services.GetRequiredService<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>(),
            host.Clock);
        var context = new DefaultHttpContext { RequestServices = host.Services };
        (await restarted.BeginAsync(context, Name, Fresh)).Result.Who.ShouldBeNull();
        (await restarted.BeginAsync(context, Name, next)).Result.Who.ShouldNotBeNull();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_was_reset_or_removed_lets_nobody_in_though_the_platform_runs_on_with_its_old_list(
        string database)
    {
        using var stage = new Accounts();
        var made = await stage.RunAsync("add", Name, "--role", "agency");
        var other = await stage.RunAsync("add", "第二人", "--role", "bureau");
        await using var host = await HostAsync(database, stage);
        var address = host.Client.BaseAddress!;
        async Task<HttpStatusCode> TryAsync(string name, string printed, string word)
        {
            host.Clock.Leap(TimeSpan.FromSeconds(30));
            return await StaffBrowser.TryAsync(address, name, word, Code(printed, host));
        }

        host.Clock.Leap(TimeSpan.FromSeconds(30));
        var (old, token) = (Word(made, "password"), Word(made, "token"));
        await AskAsync(host, token, host.NextMsgId(), old, Fresh, Code(made, host));
        (await TryAsync(Name, made, Fresh)).ShouldBe(HttpStatusCode.Redirect);
        (await TryAsync("第二人", other, Word(other, "password"))).ShouldBe(HttpStatusCode.Redirect);
        host.Clock.Leap(TimeSpan.FromSeconds(30));
        var desk = host.Services.GetRequiredService<SignInDesk>();
        var context = new DefaultHttpContext { RequestServices = host.Services };
        var (begun, ticket) = await desk.BeginAsync(context, Name, Fresh);
        begun.Who.ShouldNotBeNull();

        var next = Word(await stage.RunAsync("reset", Name, "--database", host.Database), "password");
        await stage.RunAsync("remove", "第二人", "--database", host.Database);

        (await desk.ConfirmAsync(context, ticket, begun.Who, Code(made, host))).Who
            .ShouldBeNull("half way in is not in");
        foreach (var word in new[] { old, Fresh, next })
        {
            (await TryAsync(Name, made, word)).ShouldBe(HttpStatusCode.BadRequest);
        }

        (await TryAsync("第二人", other, Word(other, "password"))).ShouldBe(HttpStatusCode.BadRequest);
        var refused = await AskAsync(
            host, token, host.NextMsgId(), old, Fresh + "x", Code(made, host), HttpStatusCode.UnprocessableEntity);
        ((string)refused["code"]!).ShouldBe("E-PASSWORD-WRONG");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_repeated_request_is_no_guess_and_another_new_password_is_another_request(string database)
    {
        using var stage = new Accounts();
        var made = await stage.RunAsync("add", Name, "--role", "agency");
        await using var host = await HostAsync(database, stage);
        var (old, token, key, code) = (Word(made, "password"), Word(made, "token"), host.NextMsgId(), Code(made, host));
        await AskAsync(host, token, key, old, Fresh, code);

        var other = await AskAsync(host, token, key, old, Fresh + "x", code, HttpStatusCode.Conflict);
        ((string)other["code"]!).ShouldBe("E-DUP-MSGID");
        await AskAsync(host, token, key, old, Fresh, code);

        // One guess more would make the owner wait.
        host.Clock.Leap(TimeSpan.FromSeconds(30));
        code = Code(made, host);
        for (var guess = 1; guess <= 4; guess++)
        {
            await AskAsync(
                host, token, host.NextMsgId(), $"wrong {guess}", Fresh, code, HttpStatusCode.UnprocessableEntity);
        }

        await AskAsync(host, token, host.NextMsgId(), Fresh, Fresh + "x", code);
    }

    [Fact]
    public async Task The_form_changes_it_without_script_and_says_what_was_wrong()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        using var browser = await StaffBrowser.SignedInAsync(host.Client.BaseAddress!, "agency", "demo-agency-2026");
        async Task<string> SendAsync(string old, string fresh, string again)
        {
            var page = await browser.Client.GetStringAsync("/account/password", Stop);
            var fields = Regex.Matches(page, "name=\"(__RequestVerificationToken|key|code)\"[^>]*? value=\"([^\"]*)\"")
                .DistinctBy(one => one.Groups[1].Value)
                .ToDictionary(one => one.Groups[1].Value, one => one.Groups[2].Value);
            (fields["old"], fields["new"], fields["again"]) = (old, fresh, again);
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await browser.Client.PostAsync("/account/password/change", content, Stop);
            return await browser.Client.GetStringAsync(answer.Headers.Location!.ToString(), Stop);
        }

        (await SendAsync("demo-agency-2026", Fresh, Fresh + "x")).ShouldContain("两次填写的新口令不一致");
        (await SendAsync("wrong", Fresh, Fresh)).ShouldContain("现口令或动态口令不正确");
        (await SendAsync("demo-agency-2026", "short", "short")).ShouldContain("新口令不合要求");
        (await SendAsync("demo-agency-2026", Fresh, Fresh)).ShouldContain("口令已修改");
        using var again = await StaffBrowser.SignedInAsync(host.Client.BaseAddress!, "agency", Fresh);
    }

    private Task<LineHost> HostAsync(string database, Accounts stage) => LineHost.StartAsync(
        database, server, demo: true, replace: services => services.AddSingleton(stage.Read()));

    private static StaffBook Book(LineHost host, Accounts stage) => new(
        host.Services.GetRequiredService<IServiceScopeFactory>(),
        stage.Read(),
        host.Services.GetRequiredService<TrailWriter>(),
        host.Services.GetRequiredService<PlatformKeys>(),
        host.Services.GetRequiredService<RandomFill>());

    /// <summary>What a platform that starts with the list as it is now would enter.</summary>
    private static Task<int> NoticeAsync(LineHost host, Accounts stage) =>
        Book(host, stage).NoticeAsync(StaffList.FileName, Stop);

    private static async Task<IReadOnlyList<string>> EntriesAsync(LineHost host)
    {
        await using var db = Db(host);
        return await db.Database.SqlQueryRaw<string>(
            "SELECT kind || ' ' || actor AS \"Value\" FROM trail_region_entry WHERE region_id = 'staff' ORDER BY seq")
            .ToListAsync(Stop);
    }

    private static async Task<JsonNode> AskAsync(
        LineHost host,
        string token,
        string key,
        string old,
        string fresh,
        string code,
        HttpStatusCode status = HttpStatusCode.OK)
    {
        var body = new JsonObject { ["old"] = old, ["new"] = fresh, ["code"] = code };
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await host.Client.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        answer.StatusCode.ShouldBe(status, text);
        return JsonNode.Parse(text)!;
    }

    private static string Word(string printed, string name) => printed.Split('\n')
        .Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();

    private static string Code(string printed, LineHost host) => OneTimeCode.At(
        StaffAccountTests.Base32(Word(printed, "code")), OneTimeCode.StepOf(host.Clock.GetUtcNow()));

    private static MingsuanDb Db(LineHost host) =>
        host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContext();

    /// <summary>A folder with a list of accounts, kept by the verb.</summary>
    private sealed class Accounts : IDisposable
    {
        private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("mingsuan-staff-");

        public async Task<string> RunAsync(string verb, string name, params string[] more)
        {
            var done = await HostProcess.RunAsync(["staff", verb, name, "--keys", keys.FullName, .. more]);
            done.Exit.ShouldBe(0, done.Errors);
            return done.Out;
        }

        public StaffList Read()
        {
            using var platform = PlatformKeys.Open(keys.FullName);
            return StaffList.Read(keys, platform);
        }

        public void Dispose() => keys.Delete(recursive: true);
    }
}
