using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Settlement.Receipts;

/// <summary>
/// 收据文件 — one HTML file: what a person reads, the same as data, and the script that compares the two with the law's
/// rows and the proof. It needs no other file and asks nothing of anybody.
/// </summary>
internal sealed class ReceiptFile(ReceiptSeal seal, IServiceProvider services, ILoggerFactory logs)
{
    private static readonly string[] ScriptNames = ["sm.js", "money.js", "proof.js", "receipt.js"];

    private static readonly Lazy<string> Style = new(() => Read("receipt.css"));

    private static readonly Lazy<string> ScriptOnce = new(() => string.Join('\n', ScriptNames.Select(Read)));

    /// <summary>The script that every receipt carries.</summary>
    public static string Script => ScriptOnce.Value;

    /// <summary>The file of a receipt's data, sealed as it is shown.</summary>
    public async Task<byte[]> OfAsync(JsonObject data)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var paper = await RenderAsync<ReceiptPaper>(renderer, new()
        {
            [nameof(ReceiptPaper.Data)] = data,
            [nameof(ReceiptPaper.Fingerprint)] = seal.Fingerprint,
        });
        data["seal"] = seal.Of(data, Text(paper));
        var document = await RenderAsync<ReceiptDocument>(renderer, new()
        {
            [nameof(ReceiptDocument.Id)] = (string?)data["settlement"]!["id"],
            [nameof(ReceiptDocument.Style)] = new MarkupString($"<style>{Style.Value}</style>"),
            [nameof(ReceiptDocument.Paper)] = new MarkupString(paper),
            [nameof(ReceiptDocument.Scripts)] = new MarkupString(Scripts(data)),
        });
        return Encoding.UTF8.GetBytes(document);
    }

    /// <summary>
    /// The text of markup without white space, as <c>textContent</c> gives it: what a seal says of a page.
    /// </summary>
    internal static string Text(string markup)
    {
        var text = new StringBuilder();
        var inTag = false;
        foreach (var character in markup)
        {
            inTag = character == '<' || (inTag && character != '>');
            if (!inTag && character != '>')
            {
                text.Append(character);
            }
        }

        var decoded = WebUtility.HtmlDecode(text.ToString());
        return string.Concat(decoded.Where(character => character is not (' ' or '\t' or '\r' or '\n' or '\f')));
    }

    private static string Scripts(JsonObject data)
    {
        // Inside a string of JSON the escape is the same character; outside there is none.
        var json = CanonicalJson.Text(data).Replace("<", "\\u003c", StringComparison.Ordinal);
        return $"<script type=\"application/json\" id=\"mingsuan-receipt\">{json}</script>\n"
            + $"<script>\n{Script}</script>";
    }

    private static Task<string> RenderAsync<T>(HtmlRenderer renderer, Dictionary<string, object?> parameters)
        where T : IComponent => renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());

    private static string Read(string name)
    {
        var full = $"Mingsuan.Settlement.Receipts.{name}";
        using var stream = typeof(ReceiptFile).Assembly.GetManifestResourceStream(full)
            ?? throw new InvalidOperationException($"{full} is not in the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
