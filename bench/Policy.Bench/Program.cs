using Mingsuan.Policy.Bench;

return BenchCommand.Run(args);
