using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Busbar.Gateways;
using Busbar.Gateways.Mps;
using Busbar.Gateways.PglibUc;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary>The files that the commit commands read and write: cases as pglib-uc JSON, schedules as JSON.</summary>
internal static class CommitFiles
{
    private static readonly JsonSerializerOptions scheduleOptions = new(CanonicalJson.Options)
    {
        RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    };

    /// <summary>The case file of every commit command.</summary>
    public static Argument<FileInfo> CaseArgument() => new("CASE") { Description = "Case as pglib-uc JSON, plain or gzip" };

    /// <summary>Reads a case that its rules pass; what was imperfect about the file goes to the terminal.</summary>
    public static CommitmentCase ReadCase(CommandScope scope, FileInfo file)
    {
        var read = PglibUcFile.Read(SourceFile.Load(file.FullName).OrThrow());
        var given = read.OrThrow();
        if (CaseRules.Of(given) is { } refusal) throw new RefusedException(refusal);
        foreach (var finding in ((Outcome<CommitmentCase>.Done)read).Findings)
            scope.Terminal.WriteLine($"{finding.Code}: {finding.What}: {finding.Done} ({finding.Where})");
        return given;
    }

    /// <summary>Reads a schedule of ours, or another solver's solution of an exported MPS file.</summary>
    public static SystemSchedule ReadSchedule(FileInfo file, CommitmentCase given)
    {
        var source = SourceFile.Load(file.FullName).OrThrow();
        if (source.Content.Span is not [(byte)'{', ..]) return MpsSolution.Read(source, given).OrThrow();
        try
        {
            return JsonSerializer.Deserialize<SystemSchedule>(source.Content.Span, scheduleOptions)
                ?? throw new JsonException("null is no schedule.");
        }
        catch (JsonException fault)
        {
            throw new RefusedException(new("unreadable-schedule", $"The file is no schedule: {fault.Message}", file.Name,
                "Give a file that busbar commit solve --schedule wrote, or a solution file of CBC or HiGHS."));
        }
    }

    /// <summary>Writes a schedule as canonical JSON.</summary>
    public static void WriteSchedule(FileInfo file, SystemSchedule schedule) =>
        WriteWhole(file, stream => stream.Write(CanonicalJson.Write(schedule)));

    /// <summary>Writes a file that is there whole or not at all.</summary>
    public static void WriteWhole(FileInfo file, Action<Stream> write)
    {
        var partial = $"{file.FullName}.partial";
        using (var stream = File.Create(partial)) write(stream);
        File.Move(partial, file.FullName, overwrite: true);
    }

    /// <summary>Prints what a check found, for a person.</summary>
    public static void PrintFindings(CommandScope scope, ImmutableArray<Finding> findings)
    {
        const int Most = 20;
        foreach (var finding in findings.OrderByDescending(finding =>
            finding.Severity).Take(Most)) scope.Terminal.WriteLine($"{finding.Code}: {finding.What} ({finding.Where})");
        if (findings.Length > Most) scope.Terminal.WriteLine($"and {findings.Length - Most} more");
    }
}
