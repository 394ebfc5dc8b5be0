using System.Text.Json.Nodes;

namespace Mingsuan.Kill.Bench.Clients;

/// <summary>
/// One terminal at work: visit after visit, from registration to settlement. Some are reversed; where the answer of a
/// settlement is lost, some are undone, and then the late copy of the lost message may still come.
/// </summary>
public sealed class Terminal(Hospital hospital, Caller caller, Known known, Random random)
{
    private const int OneInReversed = 5;
    private const int OneInHungUp = 12;
    private const int OneInUndone = 3;

    /// <summary>Works until it is told to stop, and ends the visit that it is in.</summary>
    public async Task WorkAsync(Func<bool> stopped, CancellationToken ct)
    {
        while (!stopped())
        {
            await VisitAsync(hospital.Patients[random.Next(hospital.Patients.Count)], ct);
        }
    }

    private async Task VisitAsync(Patient patient, CancellationToken ct)
    {
        const string batch = "B1";
        var channel = random.Next(2) == 0 ? "internet" : "offline";
        if (await DoneAsync("2201", hospital.Opening(patient, channel), ct) is not { } opened)
        {
            return;
        }

        var visit = (string)opened["data"]!["mdtrt_id"]!;
        var charging = hospital.Charging(patient, visit, batch, hospital.Charges(random));
        if (await DoneAsync("2203", hospital.Diagnosing(patient, visit), ct) is null ||
            await DoneAsync("2204", charging, ct) is not { } charged)
        {
            return;
        }

        var settling = Hospital.Settling(
            patient, visit, batch, charged["result"]!.AsArray(), account: random.Next(2) == 0);
        if (await DoneAsync("2206", settling, ct) is null)
        {
            return;
        }

        var made = new KnownBatch
        {
            Patient = patient,
            Visit = visit,
            SettleMsgid = caller.NextMsgid(),
            SettleInput = settling,
        };
        known.Batches.Enqueue(made);
        await SettleAsync(made, ct);
        if (made.Settled is { } settled && random.Next(OneInReversed) == 0)
        {
            var settlement = (string)settled["setlinfo"]!["setl_id"]!;
            made.Reversed = await DoneAsync("2208", Hospital.Reversing(patient, visit, settlement), ct);
        }
    }

    private async Task SettleAsync(KnownBatch made, CancellationToken ct)
    {
        var hangUp = random.Next(OneInHungUp) == 0;
        while (true)
        {
            var answer = await caller.TryAsync("2207", made.SettleMsgid, made.SettleInput, hangUp, ct);
            if (answer is { Refusal: null })
            {
                made.Settled = answer.Output;
                return;
            }

            if (answer is not null)
            {
                known.Faults.Enqueue($"2207 {made.SettleMsgid}: {answer.Text}");
                return;
            }

            if (random.Next(OneInUndone) == 0)
            {
                await UndoAsync(made, ct);
                return;
            }

            hangUp = false;
        }
    }

    private async Task UndoAsync(KnownBatch made, CancellationToken ct)
    {
        made.Undone = await DoneAsync("2601", Hospital.Undoing(made.Patient, made.SettleMsgid), ct) is not null;
        if (random.Next(2) == 0)
        {
            // A copy that lay about in the network: it is answered as before, or refused, and settles nothing.
            await caller.AskAsync("2207", made.SettleMsgid, made.SettleInput, ct);
        }
    }

    private async Task<JsonObject?> DoneAsync(string infno, JsonObject input, CancellationToken ct)
    {
        var msgid = caller.NextMsgid();
        var answer = await caller.AskAsync(infno, msgid, input, ct);
        if (answer.Refusal is null)
        {
            return answer.Output;
        }

        known.Faults.Enqueue($"{infno} {msgid}: {answer.Text}");
        return null;
    }
}
