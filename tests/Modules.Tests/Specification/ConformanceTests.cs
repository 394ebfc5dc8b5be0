using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Gateway.Specification;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Specification;

/// <summary>The conformance table says "served" of exactly the transactions that are.</summary>
public sealed partial class ConformanceTests(PostgresServer server, LineHosts hosts)
{
    [Fact]
    public async Task The_table_says_served_of_what_is_served_and_of_nothing_else()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var spec = await host.Services.GetRequiredService<InterfaceSpecification>().GetAsync();
        var rows = Row().Matches(await File.ReadAllTextAsync(
            RepositoryRoot.At("docs", "reference", "conformance.md"), TestContext.Current.CancellationToken));

        rows.Count.ShouldBeGreaterThan(30);
        rows.Where(row => row.Groups["state"].Value == "served")
            .SelectMany(row => row.Groups["infnos"].Value.Split(", "))
            .Order(StringComparer.Ordinal)
            .ShouldBe(spec.Transactions.Select(one => one.Infno));
    }

    [GeneratedRegex(@"^\| (?<infnos>\d[^|]*?) \| [^|]* \| (?<state>served|not served) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
