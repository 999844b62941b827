using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.Delivery;

/// <summary>How a run of a test ended, the gravest last.</summary>
public enum TestOutcome
{
    /// <summary>It held.</summary>
    Passed,
    /// <summary>It was not run, or could not say.</summary>
    Skipped,
    /// <summary>An assertion did not hold.</summary>
    Failed,
    /// <summary>It broke before it could say.</summary>
    Errored,
}

/// <summary>One run of one test.</summary>
/// <param name="Class">Its class or fixture; empty where the framework names none.</param>
/// <param name="Name">Its name in the class, with arguments where the framework prints them.</param>
/// <param name="Seconds">How long it ran; 0 or more.</param>
/// <param name="Message">What went wrong, or why it was skipped; empty when nothing is said.</param>
/// <param name="Details">The stack, more of the story, and of a bad run what it printed; empty when nothing is said.</param>
/// <param name="File">Its source file; empty when unknown.</param>
/// <param name="Line">Its line there, or null.</param>
public sealed record TestCase(
    string Class, string Name, TestOutcome Outcome, double Seconds, string Message, string Details, string File, int? Line)
{
    /// <summary>Message and details as one text; the message once, where the details begin with it in other line breaks too.</summary>
    public string Text => Folded(Details).StartsWith(Folded(Message), StringComparison.Ordinal) ? Details.TrimEnd()
        : Details.Length == 0 ? Message.TrimEnd()
        : $"{Message.TrimEnd()}\n{Details.TrimEnd()}";

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Tests that stand together in a report: a class, a fixture, an assembly.</summary>
public sealed record TestSuite(string Name, ImmutableArray<TestCase> Cases);

/// <summary>How many runs ended how, as a report states it, or counted where it does not.</summary>
/// <param name="Runs">All of them; a test with many rows counts as many times.</param>
public sealed record RunCounts(int Runs, int Skipped, int Failed, int Errored)
{
    /// <summary>What is left. A framework that files one run under several results can make it negative.</summary>
    public int Passed => Runs - Skipped - Failed - Errored;
}

/// <summary>What a build's tests said: one file of JUnit, TRX, NUnit, xUnit, Mocha or Dart.</summary>
/// <param name="Format">Which of them, as printed: <c>junit</c>, <c>trx</c>, <c>nunit2</c>, <c>nunit3</c>, <c>xunit</c>, <c>mocha</c>,
/// <c>dart</c>.</param>
/// <param name="Name">The file.</param>
/// <param name="Suites">Those that hold tests, and those that hold nothing at all.</param>
/// <param name="Stated">The counts of the file's outermost suites.</param>
/// <param name="Seconds">Their time where they state all of their numbers, otherwise the sum of the tests' times.</param>
public sealed record TestReport(string Format, string Name, ImmutableArray<TestSuite> Suites, RunCounts Stated, double Seconds);
