namespace AsyncJobs.Texts;

/// <summary>The texts of an exception, whatever a class of somebody else makes of them: its members may give null, or throw.</summary>
internal static class ExceptionText
{
    /// <summary>The exception's message; null where it has none, or none but white space, or cannot tell it.</summary>
    public static string? Message(Exception exception)
    {
        try
        {
            return string.IsNullOrWhiteSpace(exception.Message) ? null : exception.Message;
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>The exception with its stack and its causes, for a log; its types and its stack alone where it cannot tell the rest.</summary>
    public static string Whole(Exception exception)
    {
        try
        {
            return exception.ToString() ?? TypeOf(exception);
        }
        catch (Exception)
        {
            return $"{TypeOf(exception)}, which cannot say more of itself{StackOf(exception)}";
        }
    }

    /// <summary>The name of the exception's type.</summary>
    public static string TypeOf(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;

    private static string StackOf(Exception exception)
    {
        try
        {
            return exception.StackTrace is { } stack ? Environment.NewLine + stack : "";
        }
        catch (Exception)
        {
            return "";
        }
    }
}
