namespace AsyncJobs.Sam;

/// <summary>The value of an option that is on or off.</summary>
internal static class SwitchValue
{
    /// <exception cref="TemplateException">It is neither.</exception>
    public static bool Parse(string name, string value) => bool.TryParse(value, out bool isOn)
        ? isOn
        : throw new TemplateException(ErrorCodes.CommandLine, $"{name} must be true or false.");
}
