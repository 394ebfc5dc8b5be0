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

    /// <summary>Writes the part of the file that was asked for.</summary>
    public static async Task WriteAsync(HttpContext context, InfnoFile file, FilePart part)
    {
        var response = context.Response;
        response.ContentType = Binary;
        response.Headers.AcceptRanges = "bytes";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        if (part.IsRest && part.Length == 0)
        {
            // The client has it all. What is not a success makes installed clients throw the file away, and the whole
            // once more they would append.
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (part.IsRest)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = new ContentRangeHeaderValue(
                part.From, part.From + part.Length - 1, file.Content.Length).ToString();
        }

        response.ContentLength = part.Length;
        await response.Body.WriteAsync(file.Content.Slice(part.From, part.Length), context.RequestAborted);
    }
}

/// <summary>续传区间 — which bytes of a file are sent; <c>IsRest</c> when the request asked for some of them.</summary>
internal readonly record struct FilePart(int From, int Length, bool IsRest)
{
    private const string Unit = "bytes";

    /// <summary>
    /// What a `Range` header asks of so many bytes; none when it begins beyond the end. Anything but one range of bytes
    /// is read as the whole.
    /// </summary>
    public static FilePart? Of(string? header, int length)
    {
        if (!RangeHeaderValue.TryParse(header, out var asked) || asked.Ranges.Count != 1 || asked.Unit != Unit)
        {
            return new(0, length, IsRest: false);
        }

        var range = asked.Ranges.First();
        if (range.From is not { } from)
        {
            var last = (int)Math.Min(range.To ?? 0, length);
            return new(length - last, last, IsRest: true);
        }

        var end = Math.Min(range.To ?? length, length - 1L) + 1;
        return from > length ? null : new((int)from, (int)Math.Max(end - from, 0), IsRest: true);
    }
}
