using System.Globalization;
using System.Text;
using Mingsuan.Agreements.Life;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Agreements.Terms;

/// <summary>文稿制作 — the text that both sides sign, made of the template and the seven parts. (JS-2-2)</summary>
internal static class Drafting
{
    public const int LongestPart = 4000;

    /// <summary>
    /// The whole text and its SM3 digest. A part that is empty is missing; a part that nobody wrote stands as the
    /// template has it, unless <paramref name="asWritten"/>.
    /// </summary>
    public static WrittenDraft Write(
        TermSheet sheet,
        string institution,
        DateOnly? to,
        IReadOnlyDictionary<string, string> parts,
        bool asWritten)
    {
        var all = sheet.Parts.ToDictionary(
            part => part.Key,
            part => parts.TryGetValue(part.Key, out var own) ? own.Trim() : asWritten ? "" : part.Text,
            StringComparer.Ordinal);
        var text = new StringBuilder().Append(sheet.Title).Append('\n').Append(institution).Append('\n');
        if (to is { } end)
        {
            text.Append(end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append('\n');
        }

        foreach (var (at, part) in sheet.Parts.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{at + 1}. {part.Title}\n{all[part.Key]}\n");
        }

        var whole = text.Append('\n').Append(sheet.Closing).Append('\n').ToString();
        return new WrittenDraft(
            all,
            [.. TermsBook.Parts.Where(key => all.GetValueOrDefault(key) is not { Length: > 0 })],
            whole,
            Digest(whole));
    }

    /// <summary>文本摘要 — SM3 in lower-case hex.</summary>
    public static string Digest(string text) => Convert.ToHexStringLower(Sm3.Hash(Encoding.UTF8.GetBytes(text)));
}
