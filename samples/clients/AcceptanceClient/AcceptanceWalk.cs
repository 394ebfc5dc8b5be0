using System.Text.Json.Nodes;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.AcceptanceClient;

/// <summary>The whole run: start, play every scenario with its person, finish, take the signed report.</summary>
public sealed class AcceptanceWalk(HttpClient http, ClientOptions options, TimeProvider clock, Action<string> log)
{
    private readonly PlatformDesk desk = new(http, options);

    /// <summary>Plays a run and gives the report file.</summary>
    public async Task<JsonObject> RunAsync()
    {
        using var mine = options.Signed ? Sm2PrivateKey.Generate() : null;
        var run = (string)(await desk.StartAsync(mine?.PublicKey.Point))["run"]!;
        log("run " + run);
        await PlayAsync(run, mine);
        await desk.FinishAsync(run);
        return await desk.ReportAsync(run);
    }

    /// <summary>Plays a run that was started elsewhere, on the hospital's page; its end is left to that page.</summary>
    public async Task PlayAsync(string run, Sm2PrivateKey? mine = null)
    {
        var access = await desk.AccessAsync(run);
        using var caller = new InterfaceCaller(http, access, options, clock, mine);
        await PlayAsync(new Hospital(caller, access, options), caller, People(access));
    }

    private async Task PlayAsync(
        Hospital hospital, InterfaceCaller caller, IReadOnlyDictionary<string, Patient> people)
    {
        await hospital.MapAsync();
        foreach (var id in new[] { "right", "wrongCertificate", "wrongName", "forged" })
        {
            await AdmitAsync(hospital, people[id]);
        }

        await AdmitAsync(hospital, people["online"], "internet");
        await AdmitAsync(hospital, people["offline"], "offline");
        await SignAsync(hospital, caller, people["signature"]);

        // The last three look like any other visit: what goes wrong on the way is the network's doing.
        foreach (var id in new[] { "eligible", "late", "otherDisease", "settle", "wrongAmount", "lost", "slow" })
        {
            await VisitAsync(hospital, people[id]);
        }

        var (visit, settled) = await VisitAsync(hospital, people["reverse"]);
        await hospital.ReverseAsync(visit!, settled!);
        await RepeatAsync(hospital, caller, people["duplicate"]);
        await hospital.ReconcileAsync();
    }

    /// <summary>Lets a patient in, or not.</summary>
    private async Task<Visit?> AdmitAsync(Hospital hospital, Patient patient, string channel = "internet")
    {
        if (await hospital.IdentifyAsync(patient) is not { } psnNo)
        {
            log(patient.Id + ": not let in");
            return null;
        }

        return await hospital.OpenAsync(patient, psnNo, channel);
    }

    /// <summary>A follow-up visit online; it stops where the preview says that it is none.</summary>
    private async Task<(Visit? Visit, Reply? Settled)> VisitAsync(
        Hospital hospital, Patient patient, string? msgid = null)
    {
        if (await AdmitAsync(hospital, patient) is not { } visit)
        {
            return (null, null);
        }

        await hospital.DiagnoseAsync(visit);
        await hospital.ChargeAsync(visit);
        var preview = await hospital.PreviewAsync(visit);
        if (preview.Warnings.Contains("[E-", StringComparison.Ordinal))
        {
            log(patient.Id + ": stopped, " + preview.Warnings);
            return (visit, null);
        }

        var settled = await hospital.SettleAsync(visit, msgid);
        log(patient.Id + (settled.Succeeded ? ": settled" : ": " + settled.Json["err_msg"]));
        return (visit, settled);
    }

    /// <summary>A wrong signature must be refused; the right one is taken.</summary>
    private static async Task SignAsync(Hospital hospital, InterfaceCaller caller, Patient patient)
    {
        var refused = await caller.CallAsync(
            "1101", Hospital.Identification(patient), wrongSignature: true);
        if (refused.Succeeded)
        {
            throw new InvalidOperationException("a wrong signature was taken");
        }

        await hospital.IdentifyAsync(patient);
    }

    /// <summary>The same message twice is one settlement; another number for it is refused.</summary>
    private async Task RepeatAsync(Hospital hospital, InterfaceCaller caller, Patient patient)
    {
        var msgid = caller.NextNumber();
        var (visit, settled) = await VisitAsync(hospital, patient, msgid);
        if (visit is null || settled is not { Succeeded: true })
        {
            return;
        }

        var again = await hospital.RepeatAsync(visit, msgid);
        var other = await hospital.RepeatAsync(visit, caller.NextNumber());
        log($"duplicate: {(again.Text == settled.Text ? "same answer" : "answered")}, {other.Json["err_msg"]}");
    }

    private static Dictionary<string, Patient> People(JsonObject access) => access["people"]!.AsArray()
        .Select(row => new Patient(
            (string)row!["id"]!, (string)row["token"]!, (string)row["name"]!, (string)row["certno"]!))
        .ToDictionary(patient => patient.Id);
}
