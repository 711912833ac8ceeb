namespace AsyncJobs.Sam;

/// <summary>The value of an option that is one of a few words, however it is capitalized.</summary>
internal static class ChoiceValue
{
    /// <exception cref="TemplateException">It is none of them.</exception>
    public static T Parse<T>(string name, string value, params (string Word, T Meaning)[] choices)
    {
        foreach ((string word, T meaning) in choices)
        {
            if (string.Equals(word, value, StringComparison.OrdinalIgnoreCase))
                return meaning;
        }

        string words = string.Join(", ", choices[..^1].Select(static choice => choice.Word));
        throw new TemplateException(ErrorCodes.CommandLine, $"{name} must be {words} or {choices[^1].Word}.");
    }
}
