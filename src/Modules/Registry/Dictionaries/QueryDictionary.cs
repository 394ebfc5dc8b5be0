using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;

namespace Mingsuan.Registry.Dictionaries;

/// <summary>
/// 1901 字典表 — the values of one dictionary with their names, all at once: the source knows no pages. Of the five
/// conditions only the type is needed, since installed clients leave the others empty. (nhsa §3.4, §19)
/// </summary>
internal sealed class QueryDictionary : IInfno
{
    private const string Valid = "1";

    public string Infno => "1901";

    public bool Writes => false;

    public Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct) => Task.FromResult(Answer(call));

    private static InfnoResult Answer(InfnoCall call)
    {
        var input = new WireReader(call.Input).Object("data");
        var type = input.RequiredText("type", 50);
        var parent = Named(input, "parentValue", "parent_value", 50);
        input.Text("admdvs", 6);
        input.Day("date");
        var valid = Named(input, "valiFlag", "vali_flag", 3);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (NationalDictionaries.Find(type) is not { } dictionary)
        {
            return InfnoResult.Done(Output([]), Notice.Of("W-DICTIONARY-UNKNOWN", ("type", type)));
        }

        // Every value that is known is valid: a list of values that were taken out is not public.
        var rows = valid is null or Valid
            ? dictionary.Values.Where(value => parent is null || value.Parent == parent)
            : [];
        return InfnoResult.Done(Output([.. rows.Select((value, at) => Row(dictionary, value, at))]));
    }

    private static string? Named(WireReader input, string name, string other, int limit) =>
        input.Text(name, limit) ?? input.Text(other, limit);

    private static JsonObject Output(IReadOnlyList<JsonObject> rows) => new() { ["list"] = new JsonArray([.. rows]) };

    private static JsonObject Row(NationalDictionary dictionary, DictionaryValue value, int at) => new()
    {
        ["type"] = dictionary.Type,
        ["label"] = value.Label,
        ["value"] = value.Value,
        ["parentValue"] = value.Parent ?? "",
        ["sort"] = at + 1,
        ["valiFlag"] = Valid,
        ["createUser"] = "",
        ["createDate"] = NationalDictionaries.Version,
        ["version"] = NationalDictionaries.Version,
    };
}
