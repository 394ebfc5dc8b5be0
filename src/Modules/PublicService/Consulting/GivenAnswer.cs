using Mingsuan.Platform.Http;
using Mingsuan.PublicService.Rows;

namespace Mingsuan.PublicService.Consulting;

/// <summary>答复 — its text, and the asker's 人员编号 when who answers for an institution knows it.</summary>
internal sealed record GivenAnswer(string Text, string? PsnNo = null)
{
    private const int LongestNumber = 30;

    /// <summary>
    /// Reads a body or a form; its fault is the reader's. To the agency nobody puts a question as a patient.
    /// </summary>
    public static GivenAnswer Of(WireReader input, Guid inst)
    {
        var answer = new GivenAnswer(
            AskedQuestion.Plain(input, "answer", AskedQuestion.LongestText), input.Text("psn_no", LongestNumber));
        if (answer.PsnNo is not null && inst == Consultation.ToAgency)
        {
            input.Reject("psn_no");
        }

        return answer;
    }
}
