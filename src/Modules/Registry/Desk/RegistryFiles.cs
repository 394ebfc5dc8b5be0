using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Registry.Exporting;
using Mingsuan.Registry.Importing;

namespace Mingsuan.Registry.Desk;

/// <summary>登记簿文件往来 — a file that comes in, within its limit, and one that goes out.</summary>
internal static class RegistryFiles
{
    public const string CsvType = "text/csv; charset=utf-8";
    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The bytes; none when there are more than a file may have.</summary>
    public static async Task<byte[]?> ReadAsync(Stream body, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var piece = new byte[16_384];
        for (var read = await body.ReadAsync(piece, ct); read > 0; read = await body.ReadAsync(piece, ct))
        {
            if (kept.Length + read > TableReader.MostBytes)
            {
                return null;
            }

            kept.Write(piece, 0, read);
        }

        return kept.ToArray();
    }

    public static Notice TooLarge() => Notice.Of(
        TableReader.TooLarge,
        ("rows", TableReader.MostRows.ToString(CultureInfo.InvariantCulture)),
        ("size", (TableReader.MostBytes >> 20).ToString(CultureInfo.InvariantCulture)));

    public static IResult Of(byte[] content, string name, string format) => Results.File(
        content, format == RegistryExportFile.Csv ? CsvType : WorkbookType, $"{name}.{format}");
}
