using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Mingsuan.Contracts.Infnos;

namespace Mingsuan.Gateway.Envelopes;

/// <summary>
/// 文件响应 — 9102 answers bytes in place of an envelope, and one range of them where a client goes on after a break.
/// (nhsa §3.5, §21.10)
/// </summary>
internal static class FileReply
{
    private const string Binary = "application/octet-stream";

    /// <summary>Writes the file, or the part that the request asks for.</summary>
    public static async Task WriteAsync(HttpContext context, InfnoFile file)
    {
        var response = context.Response;
        response.ContentType = Binary;
        response.Headers.AcceptRanges = "bytes";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        var (from, to, partial) = Part(context.Request, file.Content.Length);
        if (from > to)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture, $"bytes */{file.Content.Length}");
            return;
        }

        if (partial)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = new ContentRangeHeaderValue(from, to, file.Content.Length).ToString();
        }

        response.ContentLength = to - from + 1;
        await response.Body.WriteAsync(file.Content.Slice(from, to - from + 1), context.RequestAborted);
    }

    /// <summary>The first and last byte; anything but one range of bytes is read as the whole.</summary>
    private static (int From, int To, bool Partial) Part(HttpRequest request, int length)
    {
        var asked = request.GetTypedHeaders().Range;
        if (asked is not { Ranges.Count: 1 } || asked.Unit != "bytes" || asked.Ranges.First() is not { } range)
        {
            return (0, length - 1, false);
        }

        if (range.From is { } from)
        {
            return from >= length ? (1, 0, true) : ((int)from, (int)Math.Min(range.To ?? length - 1, length - 1), true);
        }

        var last = (int)Math.Min(range.To ?? 0, length);
        return last == 0 ? (1, 0, true) : (length - last, length - 1, true);
    }
}
