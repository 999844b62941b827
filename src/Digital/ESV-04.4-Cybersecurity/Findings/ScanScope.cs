namespace Busbar.Digital.Cybersecurity.Findings;

/// <summary>What a scan covers, so that the next scan of the same thing is known: an image without tag and digest, a project, a
/// folder.</summary>
public static class ScanScope
{
    /// <summary>The scope of a report's target: <c>registry/app:1.2@sha256:…</c> is <c>registry/app</c>.</summary>
    public static string Of(string target)
    {
        var digest = target.IndexOf("@sha256:", StringComparison.Ordinal);
        var image = digest < 0 ? target : target[..digest];
        var tag = image.LastIndexOf(':');
        return tag > image.LastIndexOf('/') && tag > 0 && !image[..tag].Contains(' ', StringComparison.Ordinal) && !IsDrive(image, tag)
            ? image[..tag] : image;
    }

    /// <summary>True for <c>C:\folder</c>.</summary>
    private static bool IsDrive(string text, int colon) => colon == 1 && char.IsAsciiLetter(text[0]);
}
