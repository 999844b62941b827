using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime.Text;

namespace Busbar.Host.Screens.Shell;

/// <summary>An operating day that someone typed into an address or a form.</summary>
internal static class DayAsked
{
    /// <summary>The day, or a refusal that names the field and shows how to write it.</summary>
    public static OperatingDay Read(string text, string field = "day") => LocalDatePattern.Iso.Parse(text) is { Success: true } parsed
        ? new(parsed.Value)
        : throw new RefusedException(new("unreadable-day", $"'{text}' is not an operating day", field, "Write it as 2017-03-12."));
}
