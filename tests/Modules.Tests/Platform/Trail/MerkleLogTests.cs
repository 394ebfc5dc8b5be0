using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Modules.Tests.Platform.Trail;

/// <summary>默克尔日志 — every size up to 40, every leaf, every earlier size.</summary>
public sealed class MerkleLogTests
{
    private const int Largest = 40;

    private static readonly byte[][] Leaves =
        Enumerable.Range(0, Largest).Select(n => MerkleLog.Leaf([(byte)n])).ToArray();

    [Fact]
    public void Small_trees_are_hashed_as_rfc_6962_draws_them()
    {
        MerkleLog.Root([]).ShouldBe(Sm3.Hash([]));
        MerkleLog.Root(Leaves.AsSpan(0, 1)).ShouldBe(Sm3.Hash([0, 0]));
        var left = MerkleLog.Node(Leaves[0], Leaves[1]);
        left.ShouldBe(Sm3.Hash([1, .. Leaves[0], .. Leaves[1]]));
        MerkleLog.Root(Leaves.AsSpan(0, 3)).ShouldBe(MerkleLog.Node(left, Leaves[2]));
    }

    [Fact]
    public void A_frontier_gives_the_root_at_every_size_and_survives_its_bytes()
    {
        var frontier = new MerkleFrontier();
        for (var size = 0; size < Largest; size++)
        {
            frontier.Root().ShouldBe(MerkleLog.Root(Leaves.AsSpan(0, size)));
            frontier = MerkleFrontier.Read(size, frontier.Write()).ShouldNotBeNull();
            MerkleFrontier.Read(size, [.. frontier.Write(), 0]).ShouldBeNull();
            frontier.Append(Leaves[size]);
        }
    }

    [Fact]
    public void Every_leaf_proves_its_place_and_no_other()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var root = MerkleLog.Root(Leaves.AsSpan(0, size));
            for (var index = 0; index < size; index++)
            {
                var path = MerkleLog.InclusionProof(index, Leaves.AsSpan(0, size));
                MerkleLog.VerifyInclusion(index, size, Leaves[index], path, root).ShouldBeTrue($"{index} of {size}");
                for (var other = 0; other < size; other++)
                {
                    if (other != index)
                    {
                        MerkleLog.VerifyInclusion(other, size, Leaves[index], path, root).ShouldBeFalse();
                        MerkleLog.VerifyInclusion(index, size, Leaves[other], path, root).ShouldBeFalse();
                    }
                }

                MerkleLog.VerifyInclusion(index, size, Leaves[index], [.. path, root], root).ShouldBeFalse();
                if (path.Count > 0)
                {
                    MerkleLog.VerifyInclusion(index, size, Leaves[index], [.. path.Skip(1)], root).ShouldBeFalse();
                }

                MerkleLog.VerifyInclusion(size, size, Leaves[index], path, root).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Every_earlier_log_is_proven_a_beginning_and_a_changed_one_is_not()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var root = MerkleLog.Root(Leaves.AsSpan(0, size));
            for (var old = 1; old <= size; old++)
            {
                var oldRoot = MerkleLog.Root(Leaves.AsSpan(0, old));
                var proof = MerkleLog.ConsistencyProof(old, Leaves.AsSpan(0, size));
                MerkleLog.VerifyConsistency(old, size, oldRoot, root, proof).ShouldBeTrue($"{old} in {size}");
                MerkleLog.VerifyConsistency(old, size, Sm3.Hash(oldRoot), root, proof).ShouldBeFalse();
                MerkleLog.VerifyConsistency(old, size, oldRoot, Sm3.Hash(root), proof).ShouldBeFalse();
                MerkleLog.VerifyConsistency(old, size, oldRoot, root, [.. proof, root]).ShouldBeFalse();
                for (var at = 0; at < proof.Count; at++)
                {
                    var changed = proof.ToArray();
                    changed[at] = Sm3.Hash(changed[at]);
                    MerkleLog.VerifyConsistency(old, size, oldRoot, root, changed).ShouldBeFalse();
                    MerkleLog.VerifyConsistency(old, size, oldRoot, root, [.. proof.Take(at)]).ShouldBeFalse();
                }
            }
        }

        MerkleLog.VerifyConsistency(0, 1, Leaves[0], Leaves[0], []).ShouldBeFalse();
        MerkleLog.VerifyConsistency(2, 1, Leaves[0], Leaves[0], []).ShouldBeFalse();
    }
}
