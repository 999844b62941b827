namespace Busbar.Digital.ServiceDesk.Mail;

/// <summary>A mail address without a name or brackets, to which nothing else can be tied.</summary>
public static class BareAddress
{
    /// <summary>True for <c>name@domain</c>.</summary>
    public static bool Is(string text) => text.Count(letter => letter == '@') == 1
        && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ',' or ';' or '<' or '>');
}
