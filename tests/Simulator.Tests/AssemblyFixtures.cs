using Mingsuan.Simulator.Tests.Simulating;

[assembly: AssemblyFixture(typeof(GroundFixture))]

// The runs and the mutations count time and memory: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
