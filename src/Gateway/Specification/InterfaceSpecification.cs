using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Gateway.Envelopes;
using Mingsuan.Gateway.Routing;
using Mingsuan.Gateway.Signing;
using Mingsuan.Platform.Http;

namespace Mingsuan.Gateway.Specification;

/// <summary>
/// 规范生成 — asks each transaction what it reads, by letting it read an empty message, and adds the names that people gave
/// to the fields. What the code reads and what is published cannot drift apart.
/// </summary>
public sealed class InterfaceSpecification
{
    private readonly Lazy<Task<InterfaceSpec>> spec;

    /// <summary>Of the transactions that are registered.</summary>
    public InterfaceSpecification(IServiceScopeFactory scopes) => spec = new(() => Task.Run(() => MakeAsync(scopes)));

    /// <summary>The specification, made once.</summary>
    public Task<InterfaceSpec> GetAsync() => spec.Value;

    /// <summary>A word of the specification's own catalogue, such as the heading of a column.</summary>
    public static string Word(string key) => SpecTexts.Shipped.Word(key);

    private static async Task<InterfaceSpec> MakeAsync(IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        var texts = SpecTexts.Shipped;
        var transactions = new List<SpecTransaction>();
        foreach (var transaction in scope.ServiceProvider.GetServices<IInfno>()
            .OrderBy(one => one.Infno, StringComparer.Ordinal))
        {
            transactions.Add(await OfAsync(transaction, texts));
        }

        var envelope = await WireProbe.RunAsync(() => Task.FromResult(Envelope.Read([])));
        return new()
        {
            Rules = [.. texts.Transactions.Rules.Select(Rule)],
            Request = WithInput(Nodes(envelope, "", texts).Single(), texts),
            Response = Described("", texts.Transactions.Response, texts).Single(),
            Transactions = transactions,
            Codes = CodeCatalogue.All(texts),
        };
    }

    // The input is taken whole, so no field of it is read with the envelope.
    private static SpecNode WithInput(SpecNode request, SpecTexts texts) => request with
    {
        Fields = [.. request.Fields, new SpecField("input", texts.Field("", "input").Meaning, "obj", true)],
    };

    private static async Task<SpecTransaction> OfAsync(IInfno transaction, SpecTexts texts)
    {
        var probe = await WireProbe.RunAsync(() => transaction.HandleAsync(Empty(transaction.Infno), default));
        var text = texts.Transactions.Transactions.GetValueOrDefault(transaction.Infno)
            ?? throw new InvalidOperationException($"Nobody has described transaction {transaction.Infno}.");
        return new(
            transaction.Infno,
            text.Name,
            transaction.Writes,
            ServicePaths.To(transaction.Infno),
            text.Notes,
            Nodes(probe, transaction.Infno, texts),
            Described(transaction.Infno, text.Output, texts));
    }

    private static List<SpecNode> Nodes(WireProbe probe, string infno, SpecTexts texts) =>
    [
        .. probe.Fields.GroupBy(field => field.Node, StringComparer.Ordinal).Select(node => new SpecNode(
            node.Key,
            probe.Aliases.GetValueOrDefault(node.Key) ?? [],
            [.. node.Select(field => Field(field, infno, texts))])),
    ];

    private static SpecField Field(ReadField field, string infno, SpecTexts texts)
    {
        var (meaning, type) = texts.Field(infno, field.Name);
        var read = field.Kind switch
        {
            ReadKind.Text => string.Create(CultureInfo.InvariantCulture, $"C({field.Length})"),
            ReadKind.Open => "obj",
            ReadKind.Number => type.StartsWith('N') ? type : "N",
            _ => type.StartsWith('D') ? type : "DT",
        };
        return new(field.Name, meaning, read, field.Required);
    }

    private static List<SpecNode> Described(
        string infno, Dictionary<string, List<string>> nodes, SpecTexts texts) =>
    [
        .. nodes.Select(node => new SpecNode(node.Key, [], [.. node.Value.Select(name =>
        {
            var (meaning, type) = texts.Field(infno, name.TrimEnd('*'));
            return new SpecField(name.TrimEnd('*'), meaning, type, name.EndsWith('*'));
        })])),
    ];

    private static string Rule(string rule)
    {
        (string Name, int Value)[] limits =
        [
            ("limit", MessageBody.Limit),
            ("depth", MessageBody.Depth),
            ("message", Reply.LongestMessage),
            ("window", (int)AccessSettings.None.Window.TotalSeconds),
            ("token", (int)AccessTokens.Life.TotalSeconds),
        ];
        return limits.Aggregate(rule, (text, limit) => text.Replace(
            "{" + limit.Name + "}", limit.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private static InfnoCall Empty(string infno) => new()
    {
        Infno = infno,
        MsgId = "",
        Institution = new()
        {
            Id = new InstitutionId(Guid.Empty),
            Code = "",
            Name = "",
            Uscc = "",
            Kind = InstitutionKind.Hospital,
            Admdvs = "",
            Level = "",
            Ownership = "",
            BusinessNature = "",
            InternetHospital = false,
            ChronicPharmacy = false,
            Evidence = EvidenceSetting.Declared,
            Licences = [],
            Span = new(DateOnly.MinValue, null, ""),
        },
        Region = "",
        Opter = new("", "", OpterType.Clerk),
        Input = new JsonObject(),
        Raw = "",
        ReceivedAt = DateTime.UnixEpoch,
    };
}
