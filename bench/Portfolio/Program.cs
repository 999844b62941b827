using System.Diagnostics;
using Busbar.Numerics.IntegerPrograms;
using Busbar.Digital.Portfolio.Selection;
using Busbar.Portfolio.Bench;

if (args[0] == "select")
{
    for (ulong seed = 1; seed <= 10; seed++)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var of = DrawnCase.Of(100, 5, 8, seed);
        var clock = Stopwatch.GetTimestamp();
        var found = SelectInitiatives.Run(of, new(long.MaxValue, 0, stop.Token)).OrThrow();
        Console.WriteLine($"{seed} {found.ValueUsd:F0} bound {found.BoundUsd:F0} chosen {found.Chosen.Length} proven {found.IsProven} nodes {found.Nodes} {Stopwatch.GetElapsedTime(clock).TotalSeconds:F2} s");
    }
    return;
}
foreach (var file in args.Skip(2))
{
    var all = KnapsackFile.Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)).ToList();
    var every = int.Parse(args[1]);
    foreach (var instance in all.Where((_, i) => i % every == 0))
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(double.Parse(args[0])));
        var clock = Stopwatch.GetTimestamp();
        var found = (IntegerSolution.Found)instance.ToProgram().Solve(new(long.MaxValue, 0, stop.Token));
        Console.WriteLine($"{instance.Name} {-found.Objective} bound {-found.Bound:F2} root {-found.RootBound:F2} proven {found.IsProven} nodes {found.Nodes} pivots {found.Pivots} {Stopwatch.GetElapsedTime(clock).TotalSeconds:F2} s");
    }
}
