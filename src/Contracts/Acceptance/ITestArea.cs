namespace Mingsuan.Contracts.Acceptance;

/// <summary>测试区 — the same gateway and modules over a database of their own; nothing reaches the real one.</summary>
public interface ITestArea
{
    /// <summary>应答验签公钥 — of the test area's answers (04‖x‖y in hex); not the platform's own.</summary>
    Task<string> AnswerKeyAsync(CancellationToken ct);

    /// <summary>The area's services; its database is made and migrated on first use.</summary>
    Task<IServiceProvider> OpenAsync(CancellationToken ct);

    /// <summary>Adds the fictitious rows of one run, and how its institution signs.</summary>
    Task FillAsync(TestAreaRows rows, CancellationToken ct);

    /// <summary>Signs an output anew that was changed on purpose.</summary>
    Task<string> SignAsync(ReadOnlyMemory<byte> output, CancellationToken ct);
}

/// <summary>测试区数据 — the rows of one run, each as the JSON text of its sample file.</summary>
public sealed record TestAreaRows(IReadOnlyDictionary<string, string> Files, string Access);
