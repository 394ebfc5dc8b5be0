using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>Everything that happened in a run, in order. Two runs of one seed have the same journal.</summary>
internal sealed class Journal(SimClock clock)
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines => lines;

    public void Add(string what) =>
        lines.Add(clock.Passed.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture) + " " + what);

    public string Digest() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
