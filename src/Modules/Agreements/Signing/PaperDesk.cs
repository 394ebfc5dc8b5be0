using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Mingsuan.Agreements.Api;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Pages;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Law;
using Mingsuan.Platform.Time;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Agreements.Signing;

/// <summary>文本与核验 — an application as answers write it, and what its signatures are worth.</summary>
internal sealed record AgreementText(JsonObject Application, JsonObject Check);

/// <summary>
/// 协议文本 — the text that was signed with both signatures, to be read, printed, or taken away as a PDF. (JS-2-2)
/// </summary>
internal sealed class PaperDesk(
    LifeDesk lives,
    ApplicationDesk applications,
    SigningDesk signing,
    LawInForce law,
    PdfPrinter printer,
    IServiceProvider services,
    ILoggerFactory logs,
    TimeProvider clock)
{
    /// <summary>The text with its signatures checked anew; none when there is no such text.</summary>
    public async Task<AgreementText?> FindAsync(ApplicationAt at, CancellationToken ct)
    {
        var life = await lives.LifeAsync(at.Physical.Id.Value, null, ct);
        return life.Applications.TryGetValue(at.Id, out var one) && signing.Verify(one, null) is { } check
            ? new(
                ApplicationJson.Of(
                    law.Current, applications.Sheet(at.Physical), at.Physical, life, at.Id, clock.Today()),
                AgreementJson.Of(check))
            : null;
    }

    /// <summary>The document that is printed: it needs no other file.</summary>
    public async Task<string> DocumentAsync(AgreementText text)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<AgreementDocument>(ParameterView.FromDictionary(
                new Dictionary<string, object?>
                {
                    [nameof(AgreementDocument.One)] = text.Application,
                    [nameof(AgreementDocument.Check)] = text.Check,
                }));
            return root.ToHtmlString();
        });
    }

    public async Task<PrintedPdf> PdfAsync(ApplicationAt? at, CancellationToken ct) =>
        at is not null && await FindAsync(at, ct) is { } text
            ? await printer.PrintAsync(await DocumentAsync(text), ct)
            : new(null, Notice.Of("E-NO-DRAFT"));
}
