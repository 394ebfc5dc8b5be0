using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Access;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Texts;
using Mingsuan.Law.Texts;

namespace Mingsuan.Patient.Records;

/// <summary>事项代码 — what a patient does, as the access log names it.</summary>
internal static class PatientWhat
{
    public const string SignIn = "P-IN";
    public const string SignOut = "P-OUT";
    public const string Home = "P-ME";
    public const string Visits = "P-VIS";
    public const string Visit = "P-VISD";
    public const string Prescriptions = "P-RX";
    public const string Prescription = "P-RXD";
    public const string Code = "P-RXC";
    public const string Release = "P-RXR";
    public const string Settlements = "P-SET";
    public const string Settlement = "P-SETD";
    public const string Receipt = "P-RCPT";
    public const string Access = "P-ACC";
}

/// <summary>个人服务台 — what every question of a patient shares: a line in the access log, words of refusal.</summary>
internal sealed class PatientDesk(IAccessLog access, IWording wording, TimeProvider clock)
{
    private const string Self = "patient";
    private const string Ours = "P-";
    private const int LongestKey = 30;

    /// <summary>Takes note of what a patient read or tried.</summary>
    public void Note(HttpContext context, string what, string outcome, PersonId? person) => access.Record(new()
    {
        At = clock.GetUtcNow().UtcDateTime,
        What = what,
        Actor = Self,
        MsgId = context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key
            ? key[..Math.Min(key.Length, LongestKey)]
            : null,
        Person = person,
        Address = context.Connection.RemoteIpAddress?.ToString(),
        Outcome = outcome,
    });

    /// <summary>Whether somebody of the log is the person's own self.</summary>
    public static bool IsSelf(PastAccess past) =>
        past is { Institution: null, Actor: Self } && past.What.StartsWith(Ours, StringComparison.Ordinal);

    /// <summary>The sentence of a refusal.</summary>
    public string Sentence(Notice refusal) => wording.Sentence(refusal.Code, refusal.Parameters);

    /// <summary>What the patient can do about it; nothing when there is no word for it.</summary>
    public static string? Remedy(string code) =>
        Wording.Has($"refusals.{code}.remedy") ? Wording.Of($"refusals.{code}.remedy") : null;
}
