using System.Text.Json;
using System.Text.RegularExpressions;
using Mingsuan.Platform.Http;
using Mingsuan.PublicService.Rows;

namespace Mingsuan.PublicService.Consulting;

/// <summary>一次咨询 — to whom, what, and as much of the asker as he gives.</summary>
/// <param name="To">An area's code for its agency, or an institution's code.</param>
internal sealed partial record AskedQuestion(
    string To, string? Name, string Contact, string Topic, SpecialGroup Group, string Question)
{
    public const int LongestName = 50;
    public const int LongestContact = 100;
    public const int LongestTopic = 100;
    public const int LongestText = 1000;

    /// <summary>Reads a body or a form; its fault is the reader's.</summary>
    public static AskedQuestion Of(WireReader input) => new(
        input.RequiredText("to", 50),
        input.Has("name") ? Plain(input, "name", LongestName) : null,
        Plain(input, "contact", LongestContact),
        Plain(input, "topic", LongestTopic),
        GroupOf(input),
        Plain(input, "question", LongestText));

    /// <summary>
    /// 纯文本 — a text that must be there, bounded, and without anything that a browser could take for a tag.
    /// </summary>
    public static string Plain(WireReader input, string name, int most)
    {
        var text = input.RequiredText(name, most);
        if (Tag().IsMatch(text))
        {
            input.Reject(name);
        }

        return text;
    }

    /// <summary>The word of a special group; none when there is none.</summary>
    public static string Word(SpecialGroup group) => JsonNamingPolicy.CamelCase.ConvertName(group.ToString());

    private static SpecialGroup GroupOf(WireReader input)
    {
        var word = input.Text("group", 30) ?? Word(SpecialGroup.None);
        foreach (var one in Enum.GetValues<SpecialGroup>())
        {
            if (Word(one) == word)
            {
                return one;
            }
        }

        input.Reject("group");
        return SpecialGroup.None;
    }

    [GeneratedRegex("<[a-zA-Z/!?]")]
    private static partial Regex Tag();
}
