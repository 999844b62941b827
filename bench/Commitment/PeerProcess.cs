using System.Diagnostics;

namespace Busbar.Commitment.Bench;

/// <summary>A solver's process: each line it prints with the second at which it came. One that is far past its limit is ended.</summary>
internal static class PeerProcess
{
    /// <summary>Seconds that a solver may take beyond its limit to come to an end.</summary>
    private const double GraceSeconds = 20;

    /// <summary>Runs a program; the answer is how long it took.</summary>
    public static double Run(double limitSeconds, Action<double, string> line, string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true,
            RedirectStandardError = true })!;
        using var tooLong = new Timer(_ => process.Kill(), null, TimeSpan.FromSeconds(limitSeconds + GraceSeconds),
            Timeout.InfiniteTimeSpan);
        var errors = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } text) line(watch.Elapsed.TotalSeconds, text);
        process.WaitForExit();
        if (errors.Result.Length > 0 && process.ExitCode != 0) Console.Error.WriteLine(errors.Result);
        return watch.Elapsed.TotalSeconds;
    }
}
