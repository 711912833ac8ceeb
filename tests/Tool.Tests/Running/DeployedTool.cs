using AsyncJobs.Tests.Deployed;

namespace AsyncJobs.Tool.Tests.Running;

/// <summary>Runs the command against a deployment.</summary>
internal static class DeployedTool
{
    /// <summary>The command, in an environment that leads to it.</summary>
    public static ToolRun Tool(this Deployment deployment, Action<string>? printed = null, bool canAsk = false)
    {
        ToolRun tool = new() { Printed = printed, CanAsk = canAsk };
        foreach ((string name, string value) in deployment.Variables)
            tool.Environment[name] = value;
        return tool;
    }
}
