using System.Numerics;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// 审计路径 — the proof for a leaf of a long log from little of it: the frontier that the checkpoint before the leaf keeps,
/// and the hashes of the leaves since. Every subtree left of those is in the frontier or beneath one of its roots.
/// </summary>
internal sealed class ProofPath(MerkleFrontier before, IReadOnlyList<byte[]> since)
{
    private readonly byte[][] leaves = [.. since];
    private readonly List<byte[]> path = [];

    /// <summary>The path of a leaf since the frontier, from the leaf upwards; null when the parts do not fit.</summary>
    public IReadOnlyList<byte[]>? Of(long index)
    {
        path.Clear();
        if (index < before.Size || index >= before.Size + leaves.Length)
        {
            return null;
        }

        Climb(index, 0, before.Size + leaves.Length);
        return [.. path];
    }

    private void Climb(long index, long first, long end)
    {
        if (end - first == 1)
        {
            return;
        }

        var split = first + Half(end - first);
        if (index < split)
        {
            Climb(index, first, split);
            path.Add(Root(split, end));
        }
        else
        {
            Climb(index, split, end);
            path.Add(Root(first, split));
        }
    }

    private byte[] Root(long first, long end)
    {
        if (first >= before.Size)
        {
            return MerkleLog.Root(leaves.AsSpan((int)(first - before.Size), (int)(end - first)));
        }

        if (end <= before.Size)
        {
            return Whole(first);
        }

        var split = first + Half(end - first);
        return MerkleLog.Node(Root(first, split), Root(split, end));
    }

    /// <summary>The whole subtree of the frontier that begins at a leaf.</summary>
    private byte[] Whole(long first)
    {
        var (at, rest) = (0L, before.Size);
        foreach (var root in before.Roots)
        {
            if (at == first)
            {
                return root;
            }

            var size = 1L << BitOperations.Log2((ulong)rest);
            at += size;
            rest -= size;
        }

        throw new System.Diagnostics.UnreachableException();
    }

    private static long Half(long count) => 1L << BitOperations.Log2((ulong)count - 1);
}
