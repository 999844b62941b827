using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Busbar.Supply.Risk.Measures;
using Busbar.Supply.Risk.Portfolio;

namespace Busbar.Risk.Bench;

/// <summary>The same book in numpy. It is handed the resolved arrays: binding deals to factors is in our time and not in its.</summary>
internal sealed record NumpyRun(double Wall, double Cpu, double Var99, double Mean, double Error, string Version)
{
    // Debian's own interpreter: python3-numpy is installed for that one.
    private const string Interpreter = "/usr/bin/python3";

    public static NumpyRun Run(SimulateBookInputs inputs, int threads)
    {
        var folder = Directory.CreateTempSubdirectory("busbar-risk-");
        try
        {
            Write(folder.FullName, SimulateBook.Resolve(inputs, RiskGrouping.Book).OrThrow());
            using var process = Process.Start(new ProcessStartInfo(Interpreter,
                ["bench/Risk/peer_numpy.py", folder.FullName, $"{inputs.Paths}", $"{threads}"])
            { RedirectStandardOutput = true, Environment = { ["OPENBLAS_NUM_THREADS"] = $"{threads}" } })!;
            var words = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
            process.WaitForExit();
            double Number(int at) => double.Parse(words[at], CultureInfo.InvariantCulture);
            return process.ExitCode == 0 ? new(Number(0), Number(1), Number(2), Number(3), Number(4), words[5])
                : throw new InvalidOperationException("The numpy program failed; is python3-numpy installed?");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(string folder, ResolvedBook book)
    {
        var held = SimulateBook.HeldYears(book.Grid, HoldingPeriod.OneDay);
        var paths = new FactorPaths(book.Grid, held, 0);
        void Save<T>(string name, IEnumerable<T> values) where T : struct =>
            File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes<T>(values.ToArray()).ToArray());
        Save("forwards", book.Grid.Forwards);
        Save("deviations", Enumerable.Range(0, book.Grid.Forwards.Length).Select(paths.DeviationOf));
        Save("held", Enumerable.Range(0, book.Grid.Forwards.Length).Select(factor => book.Linear.Sum(part => part[factor])));
        Save("series", paths.Places.Select(place => place.Series));
        Save("month", paths.Places.Select(place => place.Month));
        Save("seriesLoadings", paths.SeriesLoadings.SelectMany(row => row));
        Save("monthLoadings", paths.MonthLoadings.SelectMany(row => row));
        Save("factor", book.Calls.Select(call => book.Underlyings[call.Key.Underlying].Factors.Single().Factor));
        Save("strikes", book.Calls.Select(call => call.Key.Strike));
        Save("left", book.Deviations(held).Select(each => Math.Max(each, 1e-9)));
        Save("full", book.Deviations(new double[held.Length]).Select(each => Math.Max(each, 1e-9)));
        Save("mwh", book.Calls.Select(call => call.Mwh));
    }
}
