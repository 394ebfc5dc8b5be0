using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>An answer as a window reads it.</summary>
internal sealed record Answer(JsonNode Json)
{
    public bool Succeeded => (int)Json["infcode"]! == 0;

    /// <summary>The code of a refusal, or what was booked.</summary>
    public string Short => Succeeded ? "ok " + (string?)Output["setlinfo"]?["setl_id"] : ErrMsg.Split(']')[0] + "]";

    public string ErrMsg => (string)Json["err_msg"]!;

    public bool MayBeRepeated => !Succeeded && Says("E-UNAVAILABLE");

    public bool Says(string code) => ErrMsg.StartsWith("[" + code + "]", StringComparison.Ordinal);

    public JsonNode Output => Json["output"]!;
}

/// <summary>
/// Sees every answer, also those that no window ever gets, and says at once when two do not fit together.
/// </summary>
internal sealed class Oracle(Journal journal, Tally tally)
{
    private readonly List<string> faults = [];

    public IReadOnlyList<string> Faults => faults;

    /// <summary>The first successful answer to each writing message.</summary>
    public Dictionary<string, (Message Message, byte[] Bytes)> Succeeded { get; } = [];

    /// <summary>Every message that was ever came to the server.</summary>
    public Dictionary<string, Message> Known { get; } = [];

    /// <summary>Messages whose successful answer came to its window.</summary>
    public HashSet<string> Acknowledged { get; } = [];

    /// <summary>How many answers were given.</summary>
    public int Answers { get; private set; }

    public void Fault(string what)
    {
        journal.Add("FAULT " + what);
        faults.Add(what);
    }

    /// <summary>The server gave an answer.</summary>
    public void Answered(Message message, int status, byte[] bytes)
    {
        Answers++;
        var answer = Read(message, status, bytes);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        journal.Add($"answer {message.Infno} {message.MsgId} {answer?.Short} {digest}");
        if (answer is null || !message.Writes)
        {
            return;
        }

        if (Succeeded.TryGetValue(message.MsgId, out var before))
        {
            tally.Replays++;
            if (!answer.Succeeded && !answer.MayBeRepeated)
            {
                Fault($"{message.Infno} {message.MsgId} succeeded and is now refused: {answer.ErrMsg}");
            }
            else if (answer.Succeeded && !before.Bytes.AsSpan().SequenceEqual(bytes))
            {
                Fault($"{message.Infno} {message.MsgId} was answered otherwise before");
            }
        }
        else if (answer.Succeeded)
        {
            Succeeded[message.MsgId] = (message, bytes);
        }
    }

    /// <summary>An answer came to the window that asked.</summary>
    public Answer Received(Message message, byte[] bytes)
    {
        var answer = new Answer(JsonNode.Parse(bytes)!);
        if (answer.Succeeded && message.Writes)
        {
            Acknowledged.Add(message.MsgId);
        }

        return answer;
    }

    private Answer? Read(Message message, int status, byte[] bytes)
    {
        try
        {
            var answer = new Answer(JsonNode.Parse(bytes)!);
            if (status != 200 || (!answer.Succeeded && !answer.ErrMsg.StartsWith('[')) ||
                answer.Says("E-INTERNAL"))
            {
                Fault($"{message.Infno} {message.MsgId}: {status} {Encoding.UTF8.GetString(bytes)}");
            }

            return answer;
        }
        catch (Exception unreadable)
        {
            Fault($"{message.Infno} {message.MsgId}: unreadable answer {status}: {unreadable.Message}");
            return null;
        }
    }
}
