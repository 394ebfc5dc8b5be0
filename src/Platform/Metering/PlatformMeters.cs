using System.Diagnostics.Metrics;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Metering;

/// <summary>
/// 运行指标 — what the platform counts and times about itself. Labels come from closed lists in the code: never a person,
/// an institution, a message or a text of a failure.
/// </summary>
public sealed class PlatformMeters : IDisposable
{
    /// <summary>The name under which everything is measured.</summary>
    public const string Name = "Mingsuan";

    /// <summary>The label of a transaction that the platform does not have.</summary>
    public const string OtherInfno = "other";

    private const string Seconds = "s";

    private readonly Meter meter;
    private readonly Counter<long> requests;
    private readonly Histogram<double> requestTime;
    private readonly Counter<long> operations;
    private readonly Histogram<double> operationTime;
    private readonly Counter<long> repeats;
    private readonly Counter<long> errors;
    private readonly UpDownCounter<long> claimsWaiting;
    private readonly Counter<long> delivered;

    /// <summary>Makes the instruments; the gate is asked when somebody looks.</summary>
    public PlatformMeters(IMeterFactory factory, WriteGate gate)
    {
        meter = factory.Create(Name);
        requests = meter.CreateCounter<long>(
            "mingsuan.infno.requests", description: "Messages of the national interface by transaction and outcome.");
        requestTime = meter.CreateHistogram<double>(
            "mingsuan.infno.duration", Seconds, "Time from a message's arrival to its answer, by transaction.");
        operations = meter.CreateCounter<long>(
            "mingsuan.operations", description: "State changes by name and how they ended.");
        operationTime = meter.CreateHistogram<double>(
            "mingsuan.operation.duration", Seconds, "Time of a state change, commit and repeats included, by name.");
        repeats = meter.CreateCounter<long>(
            "mingsuan.operation.repeats",
            description: "State changes begun again after a conflict or a lost connection.");
        errors = meter.CreateCounter<long>(
            "mingsuan.database.errors", description: "Errors of the database that reached a state change, by kind.");
        claimsWaiting = meter.CreateUpDownCounter<long>(
            "mingsuan.claims.waiting", description: "Messages waiting for the claim of their message number.");
        delivered = meter.CreateCounter<long>(
            "mingsuan.outbox.deliveries", description: "Messages of the outbox handed on, by how it ended.");
        meter.CreateObservableGauge(
            "mingsuan.write.gate.waiting", () => gate.Waiting,
            description: "Writers waiting for the embedded database's write gate.");
    }

    /// <summary>A message was answered.</summary>
    public void Answered(string infno, string outcome, TimeSpan took)
    {
        requests.Add(1, new("infno", infno), new("outcome", ClassOf(outcome)));
        requestTime.Record(took.TotalSeconds, new KeyValuePair<string, object?>("infno", infno));
    }

    /// <summary>A state change ended.</summary>
    public void Ended(string operation, string outcome, TimeSpan took)
    {
        operations.Add(1, new("operation", operation), new("outcome", outcome));
        operationTime.Record(took.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
    }

    /// <summary>A state change begins again.</summary>
    public void Repeated(string operation) => repeats.Add(1, new KeyValuePair<string, object?>("operation", operation));

    /// <summary>The database failed a state change.</summary>
    public void Failed(Exception failure) =>
        errors.Add(1, new KeyValuePair<string, object?>("kind", DatabaseErrors.KindOf(failure)));

    /// <summary>Counts one more who waits for a claim, until disposed.</summary>
    public IDisposable ClaimWaits() => new Wait(claimsWaiting);

    /// <summary>A message of the outbox was handed on, or not.</summary>
    public void Delivered(bool taken) =>
        delivered.Add(1, new KeyValuePair<string, object?>("outcome", taken ? "taken" : "failed"));

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();

    /// <summary>The class of an outcome: codes of refusals are many, classes are few.</summary>
    private static string ClassOf(string outcome) => outcome switch
    {
        "ok" or "replayed" => outcome,
        "E-INTERNAL" => "failed",
        "E-UNAVAILABLE" => "unavailable",
        _ => "refused",
    };

    private sealed class Wait : IDisposable
    {
        private readonly UpDownCounter<long> counter;

        public Wait(UpDownCounter<long> counter) => (this.counter = counter).Add(1);

        public void Dispose() => counter.Add(-1);
    }
}
