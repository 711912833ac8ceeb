using System.Globalization;
using System.Text;
using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// Names the generated classes: {Type}{Method}Job. Where that is taken twice, ignoring case, all who want it take a longer name,
/// so that adding a job never gives its neighbour's name a new meaning.
/// </summary>
internal sealed class JobTypeNames
{
    private readonly Dictionary<JobModel, string> _names = [];

    public JobTypeNames(List<JobModel> jobs)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        List<JobModel> rest = Assign(jobs, taken, static job => ShortNameOf(job.TypeName, job.MethodName));
        rest = Assign(rest, taken, static job => job.OuterNames + job.TypeName + job.MethodName + "Job");
        rest = Assign(rest, taken, static job => job.OuterNames + job.TypeName + job.MethodName + Pascal(job.Name) + "Job");
        foreach (JobModel job in rest)
        {
            string name = job.OuterNames + job.TypeName + job.MethodName + Pascal(job.Name) + "Job";
            int number = 2;
            while (!taken.Add(HintOf(job.Namespace, name + Text(number))))
                number++;
            _names.Add(job, name + Text(number));
        }
    }

    public string Of(JobModel job) => _names[job];

    /// <summary>The name that a job has unless another one wants it too.</summary>
    public static string ShortNameOf(string type, string method) => type + method + "Job";

    /// <summary>The name of a generated file: two that differ only in case would cost the whole output.</summary>
    public static string HintOf(string containingNamespace, string name)
    {
        StringBuilder hint = new(containingNamespace);
        if (hint.Length > 0)
            hint.Append('.');
        hint.Append(name).Append(".g.cs");
        hint.Replace("@", "");
        for (int i = 0; i < hint.Length; i++)
        {
            if (!char.IsLetterOrDigit(hint[i]) && hint[i] is not ('.' or '_'))
                hint[i] = '_';
        }

        return hint.ToString();
    }

    private List<JobModel> Assign(List<JobModel> jobs, HashSet<string> taken, Func<JobModel, string> nameOf)
    {
        Dictionary<string, int> wanted = new(StringComparer.OrdinalIgnoreCase);
        foreach (JobModel job in jobs)
        {
            string hint = HintOf(job.Namespace, nameOf(job));
            wanted[hint] = wanted.TryGetValue(hint, out int count) ? count + 1 : 1;
        }

        List<JobModel> rest = [];
        foreach (JobModel job in jobs)
        {
            string name = nameOf(job);
            string hint = HintOf(job.Namespace, name);
            if (wanted[hint] == 1 && taken.Add(hint))
                _names.Add(job, name);
            else
                rest.Add(job);
        }

        return rest;
    }

    private static string Pascal(string jobName)
    {
        StringBuilder pascal = new(jobName.Length);
        bool isStart = true;
        foreach (char c in jobName)
        {
            if (c != '-')
                pascal.Append(isStart ? char.ToUpperInvariant(c) : c);
            isStart = c == '-';
        }

        return pascal.ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
