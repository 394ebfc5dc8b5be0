using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Access;
using Mingsuan.Gateway.Access;
using Mingsuan.Host;
using Mingsuan.Host.Demonstration;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>One running platform over one database, and a client that speaks the national interface to it.</summary>
public sealed class LineHost : IAsyncDisposable
{
    /// <summary>The shipped library, read once for all tests.</summary>
    private static readonly Lazy<LawAtStart> Law = new(
        () => LawAtStart.ReadValid(new DirectoryInfo(RepositoryRoot.At("law")))!);

    private readonly WebApplication app;
    private readonly TestDatabase database;
    private int messages;

    private LineHost(WebApplication app, TestDatabase database, DirectoryInfo data, FakeClock clock)
    {
        Clock = clock;
        this.app = app;
        this.database = database;
        Data = data;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Client = new HttpClient { BaseAddress = new Uri(address.First()) };
        Demo = JsonNode.Parse(File.ReadAllText(Path.Combine(data.FullName, "demo.json")))!.AsObject();
    }

    public HttpClient Client { get; }

    public JsonObject Demo { get; }

    public DirectoryInfo Data { get; }

    /// <summary>The database, as the command takes it.</summary>
    public string Database => database.Choice;

    /// <summary>The platform's clock; it stands still until a test moves it.</summary>
    public FakeClock Clock { get; }

    public IServiceProvider Services => app.Services;

    public RememberedAccess Access => (RememberedAccess)app.Services.GetRequiredService<IAccessLog>();

    public static async Task<LineHost> StartAsync(
        string kind,
        PostgresServer server,
        bool demo,
        LawAtStart? law = null,
        Action<IServiceCollection>? replace = null)
    {
        var clock = FakeClock.AtBeijing(2026, 11, 20);
        var database = await TestDatabase.CreateMigrated(kind, server);
        var choice = DatabaseChoice.Parse(database.Choice);
        var data = Directory.CreateTempSubdirectory("mingsuan-line-");
        var settings = new ServeSettings(choice, "http://127.0.0.1:0", law ?? Law.Value)
        {
            Demo = demo,
            Keys = data,
            LogDirectory = data,
            Clock = clock,
        };
        var app = MingsuanApplication.Build(
            settings,
            services =>
            {
                services.AddSingleton<IAccessLog, RememberedAccess>();
                replace?.Invoke(services);
            });
        await app.PublishLawAsync(settings, CancellationToken.None);
        await DemoData.SeedAsync(app.Services, CancellationToken.None);
        await DemoData.DescribeAsync(app.Services, data, CancellationToken.None);
        await app.StartAsync();
        return new(app, database, data, clock);
    }

    /// <summary>A message number that no other call of this host has.</summary>
    public string NextMsgId() =>
        string.Create(CultureInfo.InvariantCulture, $"H5323010000220261120{Interlocked.Increment(ref messages):D10}");

    /// <summary>The first demonstration row of a kind that fits.</summary>
    public JsonObject First(string kind, Func<JsonObject, bool> fits) =>
        Demo[kind]!.AsArray().Select(row => row!.AsObject()).First(fits);

    /// <summary>Calls one transaction and reads the answer.</summary>
    public async Task<Answer> CallAsync(
        string infno, JsonNode? input, Action<JsonObject>? envelope = null, string path = "/fsi/api")
    {
        var message = Message(infno, input);
        envelope?.Invoke(message);
        return await PostAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), path);
    }

    /// <summary>A message as a hospital's system sends it.</summary>
    public JsonObject Message(string infno, JsonNode? input) => new()
    {
        ["infno"] = infno,
        ["msgid"] = NextMsgId(),
        ["mdtrtarea_admvs"] = "532300",
        ["insuplc_admdvs"] = "532300",
        ["recer_sys_code"] = "HIS",
        ["dev_no"] = "",
        ["cainfo"] = "",
        ["signtype"] = "",
        ["infver"] = "V1.0",
        ["opter_type"] = "1",
        ["opter"] = "1001",
        ["opter_name"] = "收费员",
        ["inf_time"] = "2026-11-20 09:00:00",
        ["fixmedins_code"] = Demo["institutions"]![0]!["code"]!.GetValue<string>(),
        ["fixmedins_name"] = "x",
        ["sign_no"] = "",
        ["input"] = input,
    };

    /// <summary>Posts bytes as they are.</summary>
    public async Task<Answer> PostAsync(byte[] body, string path = "/fsi/api")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var response = await Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(200);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(text, JsonNode.Parse(text)!.AsObject());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        database.Dispose();
        Data.Delete(recursive: true);
    }
}

/// <summary>An answer of the national interface.</summary>
public sealed record Answer(string Text, JsonObject Json)
{
    public int Infcode => Json["infcode"]!.GetValue<int>();

    public string ErrMsg => Json["err_msg"]!.GetValue<string>();

    public string WarnMsg => Json["warn_msg"]!.GetValue<string>();

    public JsonObject Output => Json["output"]!.AsObject();

    public Answer ShouldSucceed()
    {
        Infcode.ShouldBe(0, ErrMsg);
        return this;
    }

    public Answer ShouldRefuse(string code)
    {
        Infcode.ShouldBe(-1, Text);
        ErrMsg.ShouldStartWith("[" + code + "]");
        ErrMsg.Length.ShouldBeGreaterThan(code.Length + 6);
        return this;
    }
}

/// <summary>The stored access log, which a test can also read at once.</summary>
public sealed class RememberedAccess(AccessLog stored) : IAccessLog
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<AccessEntry> entries = new();

    public void Record(AccessEntry entry)
    {
        entries.Enqueue(entry);
        new StoredAccess(stored).Record(entry);
    }

    public IEnumerable<AccessEntry> Entries => entries;

    public AccessEntry Of(string msgId) => entries.Last(entry => entry.MsgId == msgId);

    /// <summary>How often a person's record was opened by a question.</summary>
    public int Opened(string what, Guid person) => entries.Count(
        entry => entry.What == what && entry.Person?.Value == person);

    public bool Has(string outcome) => entries.Any(entry => entry.Outcome == outcome);
}
