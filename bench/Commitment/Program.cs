using Busbar.Commitment.Bench;

// usage: dotnet run --project bench/Commitment -c Release
foreach (var (measure, bar, result) in PriceTakerBench.Run()) Console.WriteLine($"| {measure} | {bar} | {result} |");
