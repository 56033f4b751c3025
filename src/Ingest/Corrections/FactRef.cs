using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>Names a fact of an extraction.</summary>
/// <param name="Subject">Assignment, deadline, target, task, plan or finding.</param>
/// <param name="Number">Its number in the document, from 1, as in the database's keys: assignment 12000003 is number 3 of document 12.</param>
public readonly record struct FactRef(CorrectionSubject Subject, int Number)
{
    /// <summary>The fact with its plan and task.</summary>
    /// <exception cref="ArgumentException">The extraction has no such fact.</exception>
    internal FoundFact In(Extraction extraction)
    {
        int number = Number;
        foreach (var plan in extraction.Plans)
        {
            if (Subject == CorrectionSubject.Plan && --number == 0) return new FoundFact(plan, null, plan);
            if (Subject == CorrectionSubject.Target)
            {
                if (number <= plan.Targets.Length && number > 0) return new FoundFact(plan, TaskOf(plan, plan.Targets[number - 1]), plan.Targets[number - 1]);
                number -= plan.Targets.Length;
                continue;
            }
            foreach (var task in plan.Tasks)
            {
                if (Subject == CorrectionSubject.Task && --number == 0) return new FoundFact(plan, task, task);
                if (Subject is not (CorrectionSubject.Assignment or CorrectionSubject.Deadline)) continue;
                int facts = Subject == CorrectionSubject.Assignment ? task.Assignments.Length : task.Deadlines.Length;
                if (number <= facts && number > 0)
                    return new FoundFact(plan, task, Subject == CorrectionSubject.Assignment ? task.Assignments[number - 1] : task.Deadlines[number - 1]);
                number -= facts;
            }
        }
        throw new ArgumentException($"the document has no {Export.GoldJson.Name(Subject)} number {Number}");
    }

    /// <summary>The task of a target's path and part, among several the one around its words; null for a goal outside tasks.</summary>
    private static PolicyTask? TaskOf(Plan plan, Target target)
    {
        var tasks = plan.Tasks.Where(task => task.Part == target.Part && task.Path.SequenceEqual(target.Path)).ToList();
        return tasks.Find(task => task.Evidence.Span.Contains(target.Evidence.Span)) ?? tasks.FirstOrDefault();
    }
}

/// <summary>A fact with what is around it.</summary>
/// <param name="Plan">Its plan.</param>
/// <param name="Task">Its task, or the task itself; null for a plan and for a goal outside tasks.</param>
/// <param name="Fact">An assignment, deadline, target, task or plan.</param>
internal sealed record FoundFact(Plan Plan, PolicyTask? Task, object Fact);
