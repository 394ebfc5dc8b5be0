using System.Collections.Concurrent;
using Mingsuan.Contracts.Exchange;
using Mingsuan.Contracts.Ids;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>A shelf in memory, so that a reconciliation is tested without the transactions that fill it.</summary>
internal sealed class MemoryShelf : IFileShelf
{
    private readonly ConcurrentDictionary<(InstitutionId Institution, string QueryNo), ShelvedFile> files = new();
    private int numbers;

    public Task<ShelvedFile> PutAsync(NewFile file, CancellationToken ct)
    {
        var kept = new ShelvedFile(
            $"F{Interlocked.Increment(ref numbers):D8}", file.Name, file.Content, DateTime.UnixEpoch.AddYears(60));
        files[(file.Institution, kept.QueryNo)] = kept;
        return Task.FromResult(kept);
    }

    public Task<ShelvedFile?> FindAsync(InstitutionId institution, string fileQueryNo, CancellationToken ct) =>
        Task.FromResult(files.GetValueOrDefault((institution, fileQueryNo)));
}
