using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Persistence;
using Mingsuan.Settlement;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>Both axes of time: what the law is on a day, and what the platform knew when it answered.</summary>
public sealed class LawInTimeTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_past_settlement_is_computed_again_from_its_library_and_its_facts(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
        (await walk.UploadAsync(("110200001", 7.50m, 1), ("XC08CAB049A001010100101", 26.00m, 5))).ShouldSucceed();
        var settled = await walk.SettleAsync(137.50m, 137.50m);

        var (hash, facts) = await StoredAsync(host);
        (await PublishChangedAsync(host)).ShouldBeTrue();

        await using var scope = host.Services.CreateAsyncScope();
        var then = (await SettlementModule.LawOfAsync(scope.ServiceProvider, hash, CancellationToken.None))!;
        var now = host.Services.GetRequiredService<LawInForce>().Current;
        then.Hash.ShouldBe(hash);
        now.Hash.ShouldNotBe(hash);
        ((string)Claims.Answer(then, facts)["hifp_pay"]!).ShouldBe("53.63");
        ((string)Claims.Answer(now, facts)["hifp_pay"]!).ShouldNotBe("53.63");
        ((decimal)settled["setlinfo"]!["hifp_pay"]!).ShouldBe(53.63m);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_question_may_name_the_moment_whose_knowledge_answers(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var question = new JsonObject
        {
            ["document"] = "楚医保规〔2022〕3号",
            ["step"] = "review",
            ["from"] = "2022-09-26",
        };
        (await AskAsync(host, question)).ShouldContain("2022-10-13");
        question["knownAt"] = "2026-11-20";
        (await AskAsync(host, question)).ShouldContain("2022-10-13");
        question["knownAt"] = "2019-01-01";
        (await AskAsync(host, question)).ShouldContain("404");
    }

    [Fact]
    public async Task A_library_with_an_error_is_not_put_in_force()
    {
        await using var host = await LineHost.StartAsync("sqlite", server, demo: true);
        var before = host.Services.GetRequiredService<LawInForce>().Current;
        var files = LawLibrary.ReadFiles(RepositoryRoot.At("law")).ToDictionary();
        var path = files.Keys.First(name => name.Contains("sample-benefits", StringComparison.Ordinal));
        files[path] = files[path].Replace("ratio:", "ratoi:", StringComparison.Ordinal);

        (await SettlementModule.PublishLawAsync(host.Services, files, LawLibrary.Load(files), CancellationToken.None))
            .ShouldBeFalse();
        host.Services.GetRequiredService<LawInForce>().Current.ShouldBeSameAs(before);
    }

    private static async Task<string> AskAsync(LineHost host, JsonObject question)
    {
        using var answer = await host.Client.PostAsJsonAsync("/api/v1/clock", question);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>
    /// The same library with the ratio of the worked example five points higher, without its examples.
    /// </summary>
    private static Task<bool> PublishChangedAsync(LineHost host)
    {
        var files = LawLibrary.ReadFiles(RepositoryRoot.At("law")).ToDictionary();
        var path = files.Keys.Single(name =>
            name.StartsWith("532300", StringComparison.Ordinal) &&
            name.EndsWith("sample-benefits.md", StringComparison.Ordinal));
        files[path] = files[path].Replace("[60, 60, 55, 50]", "[60, 60, 56, 50]", StringComparison.Ordinal);
        foreach (var name in files.Keys.ToList())
        {
            files[name] = System.Text.RegularExpressions.Regex.Replace(
                files[name], "```example\\n.*?\\n```\\n", "", System.Text.RegularExpressions.RegexOptions.Singleline);
        }

        return SettlementModule.PublishLawAsync(host.Services, files, LawLibrary.Load(files), CancellationToken.None);
    }

    private static async Task<(string Hash, JsonElement Facts)> StoredAsync(LineHost host)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync();
        var hash = await db.Database.SqlQueryRaw<string>(
            "select law_hash as \"Value\" from settlement_settlement").SingleAsync();
        var facts = await db.Database.SqlQueryRaw<string>(
            "select facts as \"Value\" from settlement_settlement").SingleAsync();
        return (hash, JsonDocument.Parse(facts).RootElement);
    }
}
