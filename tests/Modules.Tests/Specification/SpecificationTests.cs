using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Gateway.Specification;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Specification;

/// <summary>The published specification, held against what the platform really reads and answers.</summary>
public sealed class SpecificationTests(PostgresServer server, LineHosts hosts)
{
    [Fact]
    public async Task The_committed_specification_is_what_the_code_says()
    {
        using var written = new StringWriter();
        SpecMarkdown.Write(await SpecAsync(), written);

        var committed = await File.ReadAllTextAsync(
            RepositoryRoot.At("docs", "reference", "interface-spec.md"), TestContext.Current.CancellationToken);

        committed.ShouldBe(written.ToString(), "write it anew: ./mingsuan interface spec");
    }

    [Fact]
    public async Task Every_field_that_a_transaction_reads_is_named_and_typed()
    {
        var fields = (await SpecAsync()).Transactions
            .SelectMany(one => one.Input.SelectMany(node => node.Fields.Select(field => (one.Infno, Field: field))))
            .ToList();
        fields.Where(one => one.Field.Meaning.Length == 0)
            .Select(one => one.Infno + "/" + one.Field.Name)
            .ShouldBeEmpty();
        fields.ShouldAllBe(one => one.Field.Type.Length > 0);
        fields.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Every_transaction_has_a_name_and_its_output_is_named_and_typed()
    {
        var transactions = (await SpecAsync()).Transactions;
        transactions.Where(one => one.Name.Length == 0).Select(one => one.Infno).ShouldBeEmpty();
        transactions.SelectMany(one => one.Output).SelectMany(node => node.Fields)
            .Where(field => field.Meaning.Length == 0 || field.Type.Length == 0)
            .Select(field => field.Name).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_code_says_what_it_means_what_helps_and_whether_to_send_again()
    {
        var codes = (await SpecAsync()).Codes;
        codes.Where(one => one.Meaning.Length == 0 || one.Remedy.Length == 0 || one.Consequence.Length == 0
                || one.Retry.Length == 0)
            .Select(one => one.Code).ShouldBeEmpty();
        codes.Select(one => one.Code).ShouldBeUnique();
        codes.Single(one => one.Code == "E-UNAVAILABLE").Retry.ShouldContain("原样");
        codes.Single(one => one.Code == "E-NO-CONSENT").Consequence.ShouldContain("整单");
        codes.ShouldAllBe(one => !one.Remedy.StartsWith("refusals.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_input_is_refused_for_a_field_that_the_specification_demands()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        foreach (var one in (await SpecAsync()).Transactions.Where(HasDemands))
        {
            var refused = (await host.CallAsync(one.Infno, new JsonObject())).ShouldRefuse("E-FIELD-MISSING");
            one.Input.SelectMany(Demanded).Any(path => refused.ErrMsg.Contains(path, StringComparison.Ordinal))
                .ShouldBeTrue($"{one.Infno}: {refused.ErrMsg}");
        }
    }

    [Fact]
    public async Task A_text_longer_than_its_type_is_refused()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var opening = LinePerson.First(host).Opening();
        var data = (await SpecAsync()).Transactions.Single(one => one.Infno == "2201").Input
            .Single(node => node.Path == "data");
        foreach (var field in data.Fields.Where(field => field.Type.StartsWith("C(", StringComparison.Ordinal)))
        {
            var longer = (JsonObject)opening.DeepClone();
            var longest = int.Parse(field.Type[2..^1], CultureInfo.InvariantCulture);
            longer["data"]![field.Name] = new string('1', longest + 1);
            (await host.CallAsync("2201", longer)).ShouldRefuse("E-FIELD-FORMAT").ErrMsg.ShouldContain(field.Name);
        }
    }

    [Fact]
    public async Task The_specification_is_public_as_json()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var text = await host.Client.GetStringAsync("/api/v1/interface", TestContext.Current.CancellationToken);
        var spec = JsonNode.Parse(text)!;
        var settle = spec["transactions"]!.AsArray().Single(one => (string)one!["infno"]! == "2207")!;
        ((string)settle["name"]!).ShouldBe("门诊结算");
        spec["transactions"]!.AsArray().ShouldAllBe(one => one!["output"] != null);
        settle["input"]!.AsArray().SelectMany(node => node!["fields"]!.AsArray())
            .Any(field => (string)field!["name"]! == "inscp_scp_amt" && (bool)field["required"]!).ShouldBeTrue();
    }

    private static bool HasDemands(SpecTransaction one) => one.Input.Any(node => Demanded(node).Any());

    private static IEnumerable<string> Demanded(SpecNode node) => node.Fields
        .Where(field => field.Required)
        .Select(field => node.Path.Length == 0 ? field.Name : node.Path.Split("[]")[0]);

    private async Task<InterfaceSpec> SpecAsync() =>
        await (await hosts.On(DatabaseKinds.Sqlite, server)).Services
            .GetRequiredService<InterfaceSpecification>().GetAsync();
}
