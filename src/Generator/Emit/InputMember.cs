using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;

namespace AsyncJobs.Generator.Emit;

/// <summary>Names the members of a job's Input: as the parameters, unless the struct has such a member already.</summary>
internal static class InputMember
{
    public static string Of(ParameterModel parameter) => parameter.Name switch
    {
        "Input" or "Equals" or "GetHashCode" or "GetType" or "ToString" or "MemberwiseClone" or "ReferenceEquals" or "Finalize" =>
            parameter.Name + "_",
        var name => Identifier.Escape(name),
    };
}
