using Busbar.Digital.DataQuality.Rules;

namespace Busbar.Host.Desks.Quality;

/// <summary>A failed row of a rule in words.</summary>
public static class SampleWords
{
    /// <summary>The row's number in the file, where it has one, and its values.</summary>
    public static string Of(FailedRow row) =>
        $"{(row.Row < 0 ? "" : $"row {row.Row + 1}: ")}{string.Join(", ", row.Values.Select(value => value?.ToString() ?? "nothing"))}";
}
