using System.Numerics;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// 默克尔日志 — the tree of RFC 6962 with SM3: roots, proofs that a leaf is in it, proofs that a longer log continues a
/// shorter. A verifier needs only the proof and two signed roots, never the log.
/// </summary>
public static class MerkleLog
{
    /// <summary>Hash of a leaf's bytes; the prefix keeps a leaf from passing for a node.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> data) => Sm3.Hash([0, .. data]);

    /// <summary>Hash of two subtrees.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Sm3.Hash([1, .. left, .. right]);

    /// <summary>Root over leaf hashes.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length <= 1)
        {
            return leaves.IsEmpty ? Sm3.Hash([]) : leaves[0];
        }

        var split = Split(leaves.Length);
        return Node(Root(leaves[..split]), Root(leaves[split..]));
    }

    /// <summary>Audit path of the leaf at <paramref name="index"/>, from the leaf upwards.</summary>
    public static IReadOnlyList<byte[]> InclusionProof(int index, ReadOnlySpan<byte[]> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        var path = new List<byte[]>();
        Climb(index, leaves, path);
        return path;
    }

    /// <summary>True when the path leads from the leaf's hash to the root of a log of this size.</summary>
    public static bool VerifyInclusion(
        long index, long size, ReadOnlySpan<byte> leaf, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (position, last) = (index, size - 1);
        var hash = leaf.ToArray();
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((position & 1) == 1 || position == last)
            {
                hash = Node(sibling, hash);
                while ((position & 1) == 0 && position != 0)
                {
                    position >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = Node(hash, sibling);
            }

            position >>= 1;
            last >>= 1;
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Proof that these leaves begin with the log of <paramref name="size"/> leaves.</summary>
    public static IReadOnlyList<byte[]> ConsistencyProof(int size, ReadOnlySpan<byte[]> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, leaves.Length);
        var proof = new List<byte[]>();
        Prove(size, leaves, whole: true, proof);
        return proof;
    }

    /// <summary>True when the proof shows that the log of the second root continues the log of the first.</summary>
    public static bool VerifyConsistency(
        long size, long newSize, ReadOnlySpan<byte> root, ReadOnlySpan<byte> newRoot, IReadOnlyList<byte[]> proof)
    {
        if (size < 1 || size > newSize)
        {
            return false;
        }

        if (size == newSize)
        {
            return proof.Count == 0 && root.SequenceEqual(newRoot);
        }

        var (position, last) = (size - 1, newSize - 1);
        while ((position & 1) == 1)
        {
            position >>= 1;
            last >>= 1;
        }

        // A whole subtree proves itself: its root is the old root and is not repeated in the proof.
        var start = BitOperations.IsPow2(size) ? root.ToArray() : proof.Count > 0 ? proof[0] : null;
        if (start is null)
        {
            return false;
        }

        var (old, current) = (start, start);
        foreach (var sibling in BitOperations.IsPow2(size) ? proof : proof.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((position & 1) == 1 || position == last)
            {
                old = Node(sibling, old);
                current = Node(sibling, current);
                while ((position & 1) == 0 && position != 0)
                {
                    position >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                current = Node(current, sibling);
            }

            position >>= 1;
            last >>= 1;
        }

        return last == 0 && root.SequenceEqual(old) && newRoot.SequenceEqual(current);
    }

    private static int Split(int count) => 1 << BitOperations.Log2((uint)count - 1);

    private static void Climb(int index, ReadOnlySpan<byte[]> leaves, List<byte[]> path)
    {
        if (leaves.Length == 1)
        {
            return;
        }

        var split = Split(leaves.Length);
        if (index < split)
        {
            Climb(index, leaves[..split], path);
            path.Add(Root(leaves[split..]));
        }
        else
        {
            Climb(index - split, leaves[split..], path);
            path.Add(Root(leaves[..split]));
        }
    }

    private static void Prove(int size, ReadOnlySpan<byte[]> leaves, bool whole, List<byte[]> proof)
    {
        if (size == leaves.Length)
        {
            if (!whole)
            {
                proof.Add(Root(leaves));
            }

            return;
        }

        var split = Split(leaves.Length);
        if (size <= split)
        {
            Prove(size, leaves[..split], whole, proof);
            proof.Add(Root(leaves[split..]));
        }
        else
        {
            Prove(size - split, leaves[split..], whole: false, proof);
            proof.Add(Root(leaves[..split]));
        }
    }
}

/// <summary>
/// 日志前沿 — the roots of the whole subtrees of a log, largest first (one per set bit of its size): enough to append
/// leaves and to give the root in logarithmic space.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> roots = [];

    /// <summary>The roots, of the largest subtree first.</summary>
    internal IReadOnlyList<byte[]> Roots => roots;

    /// <summary>Count of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The frontier of a log of this size, or null when the bytes do not fit the size.</summary>
    public static MerkleFrontier? Read(long size, ReadOnlySpan<byte> bytes)
    {
        if (size < 0 || bytes.Length != BitOperations.PopCount((ulong)size) * Sm3.Size)
        {
            return null;
        }

        var frontier = new MerkleFrontier { Size = size };
        for (var at = 0; at < bytes.Length; at += Sm3.Size)
        {
            frontier.roots.Add(bytes.Slice(at, Sm3.Size).ToArray());
        }

        return frontier;
    }

    /// <summary>Appends a leaf's hash.</summary>
    public void Append(byte[] leaf)
    {
        var carried = leaf;
        for (var rest = Size; (rest & 1) == 1; rest >>= 1)
        {
            carried = MerkleLog.Node(roots[^1], carried);
            roots.RemoveAt(roots.Count - 1);
        }

        roots.Add(carried);
        Size++;
    }

    /// <summary>Root of the log.</summary>
    public byte[] Root()
    {
        if (roots.Count == 0)
        {
            return MerkleLog.Root([]);
        }

        var root = roots[^1];
        for (var i = roots.Count - 2; i >= 0; i--)
        {
            root = MerkleLog.Node(roots[i], root);
        }

        return root;
    }

    /// <summary>The bytes that <see cref="Read"/> takes.</summary>
    public byte[] Write() => [.. roots.SelectMany(root => root)];
}
