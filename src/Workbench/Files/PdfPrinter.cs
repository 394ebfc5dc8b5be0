using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Mingsuan.Contracts.Infnos;

namespace Mingsuan.Workbench.Files;

/// <summary>一份 PDF — its bytes, or why there are none.</summary>
public sealed record PrintedPdf(byte[]? Bytes, Notice? Refusal);

/// <summary>
/// 打印为 PDF — the installed Chromium prints a page that needs nothing but itself: no script, no other file, no network.
/// One page at a time, since each takes a process of its own.
/// </summary>
public sealed class PdfPrinter(string program, TimeSpan patience) : IDisposable
{
    /// <summary>Names another Chromium than the usual one.</summary>
    public const string Setting = "MINGSUAN_CHROMIUM";

    private const string Usual = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-breakpad",
        "--no-pdf-header-footer",
    ];

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The one of the setting, else the usual one.</summary>
    public static PdfPrinter Installed() => new(
        Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } named ? named : Usual,
        TimeSpan.FromSeconds(30));

    /// <summary>Prints a whole HTML document.</summary>
    public async Task<PrintedPdf> PrintAsync(string html, CancellationToken ct)
    {
        if (!File.Exists(program))
        {
            return new(null, Notice.Of("E-PDF-NO-BROWSER"));
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(patience);
        try
        {
            await turn.WaitAsync(deadline.Token);
            try
            {
                return await InFolderAsync(html, deadline.Token);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, Notice.Of("E-PDF-FAILED"));
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>In a folder of its own, which nobody else may read and which goes away with it.</summary>
    private async Task<PrintedPdf> InFolderAsync(string html, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("mingsuan-pdf-");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, new UTF8Encoding(false), ct);
            return await RunAsync(folder.FullName, page, pdf, ct) && File.Exists(pdf)
                ? new(await File.ReadAllBytesAsync(pdf, ct), null)
                : new(null, Notice.Of("E-PDF-FAILED"));
        }
        finally
        {
            Remove(folder);
        }
    }

    private async Task<bool> RunAsync(string folder, string page, string pdf, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var flag in Flags)
        {
            start.ArgumentList.Add(flag);
        }

        if (Environment.IsPrivilegedProcess)
        {
            // Its sandbox refuses to run for root; the page is ours, and nothing in it runs.
            start.ArgumentList.Add("--no-sandbox");
        }

        start.ArgumentList.Add("--user-data-dir=" + Path.Combine(folder, "profile"));
        start.ArgumentList.Add("--print-to-pdf=" + pdf);
        start.ArgumentList.Add(new Uri(page).AbsoluteUri);
        start.Environment["HOME"] = folder;
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return false;
        }

        try
        {
            // What it says is read, so that it never waits for a reader, and dropped.
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // One of its processes is still on its way out; the system's own folder for such files is cleaned anyway.
        }
    }
}
