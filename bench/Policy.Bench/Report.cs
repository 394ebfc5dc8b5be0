using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingsuan.Policy.Bench;

/// <summary>What was measured, on which machine: one JSON object, or a small table.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<(string Name, double? Value)> figures = [];
    private readonly List<string> notes = [];

    /// <summary>A figure under its stable name; null: it could not be measured here.</summary>
    public void Add(string name, double? value) => figures.Add((name, value));

    /// <summary>What a reader must know to judge the figures.</summary>
    public void Note(string text) => notes.Add(text);

    public string Json() => new JsonObject
    {
        ["figures"] = new JsonObject(figures.Select(one => KeyValuePair.Create(one.Name, Number(one.Value)))),
        ["machine"] = new JsonObject(
            MachineFacts.Read().Select(one => KeyValuePair.Create(one.Name, (JsonNode?)one.Value))),
        ["notes"] = new JsonArray([.. notes.Select(note => (JsonNode)note)]),
    }.ToJsonString(Indented);

    public string Table()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in figures)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name,-36} {Shown(value),14}");
        }

        text.AppendLine();
        foreach (var note in notes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {note}");
        }

        text.AppendLine();
        foreach (var (name, value) in MachineFacts.Read())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {value}");
        }

        return text.ToString().TrimEnd();
    }

    private static JsonNode? Number(double? value) => value is { } number ? Math.Round(number, 2) : null;

    private static string Shown(double? value) => value is { } number
        ? number.ToString(number < 10 ? "0.00" : number < 1000 ? "#,0.0" : "#,0", CultureInfo.InvariantCulture)
        : "missing";
}
