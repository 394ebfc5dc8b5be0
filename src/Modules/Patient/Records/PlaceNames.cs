using Mingsuan.Contracts.Access;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law.Texts;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Time;

namespace Mingsuan.Patient.Records;

/// <summary>名称 — of institutions, and of who stands on the access log; each is asked for once in a request.</summary>
internal sealed class PlaceNames(IInstitutionDirectory institutions, StaffList staff, TimeProvider clock)
{
    private readonly Dictionary<InstitutionId, string> byId = [];
    private readonly Dictionary<string, string> byCode = new(StringComparer.Ordinal);

    /// <summary>The name of an institution today; empty when it has no standing any more.</summary>
    public async Task<string> OfAsync(InstitutionId id, CancellationToken ct) =>
        byId.TryGetValue(id, out var known)
            ? known
            : byId[id] = (await institutions.FindAsync(id, clock.Today(), ct))?.Name ?? "";

    /// <summary>Who did what, in words.</summary>
    public async Task<AccessView> WhoAsync(PastAccess past, CancellationToken ct)
    {
        var officer = past is { Institution: null, Actor: { } name } ? staff.Named(name) : null;
        var code = past.Institution ?? officer?.Institution;
        var role = PatientDesk.IsSelf(past) ? "patient" : officer?.Role ?? (code is null ? null : "system");
        var who = code is null ? "" : await ByCodeAsync(code, ct);
        return new(
            past.Place.At,
            who,
            role is null ? null : Wording.Word("accessRole", role),
            What(past.What),
            past.What,
            past.Outcome);
    }

    private async Task<string> ByCodeAsync(string code, CancellationToken ct) =>
        byCode.TryGetValue(code, out var known)
            ? known
            : byCode[code] = (await institutions.FindAsync(code, clock.Today(), ct))?.Name ?? code;

    /// <summary>The words of a code; of its desk when it has none of its own.</summary>
    private static string What(string code)
    {
        var own = code.StartsWith("epc", StringComparison.Ordinal) ? "epc" : code;
        if (Wording.Word("accessWhat", own) is var words && words != own)
        {
            return words;
        }

        var desk = code.Split('-')[0];
        return Wording.Word("accessDesk", desk) is var at && at != desk ? at : Wording.Word("accessDesk", "other");
    }
}
