using AsyncJobs.Shared;

namespace AsyncJobs.Sam;

/// <summary>The choice of <c>AsyncJobsFunctions</c>.</summary>
internal static class FunctionsChoice
{
    /// <summary>Whether jobs share the function that answers requests.</summary>
    /// <exception cref="TemplateException">The value is no choice.</exception>
    public static bool Parse(string value) =>
        ChoiceValue.Parse(FunctionsValue.Property, value, (FunctionsValue.Shared, true), (FunctionsValue.PerJob, false));
}
