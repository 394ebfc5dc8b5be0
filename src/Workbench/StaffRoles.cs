namespace Mingsuan.Workbench;

/// <summary>工作人员角色 — who works at the platform's desks; the words stand in accounts, sessions and the trail.</summary>
public static class StaffRoles
{
    /// <summary>经办机构. (楚医保规〔2022〕3号 第三条)</summary>
    public const string Agency = "agency";

    /// <summary>医疗保障行政部门. (楚医保规〔2022〕3号 第三条)</summary>
    public const string Bureau = "bureau";

    /// <summary>定点医疗机构管理员.</summary>
    public const string Hospital = "hospital";

    /// <summary>医师.</summary>
    public const string Doctor = "doctor";

    /// <summary>药师.</summary>
    public const string Pharmacist = "pharmacist";

    /// <summary>护士.</summary>
    public const string Nurse = "nurse";

    /// <summary>定点零售药店.</summary>
    public const string Pharmacy = "pharmacy";

    /// <summary>卫生健康部门.</summary>
    public const string HealthCommission = "healthCommission";

    /// <summary>市场监管部门.</summary>
    public const string MarketRegulator = "marketRegulator";

    /// <summary>医疗机构里登录的人 — the roles that share a hospital's workbench.</summary>
    public const string AtHospital = Hospital + "," + Doctor + "," + Pharmacist + "," + Nurse;

    /// <summary>所有工作人员 — every role, for what concerns nothing but one's own account.</summary>
    public const string Everybody =
        Agency + "," + Bureau + "," + AtHospital + "," + Pharmacy + "," + HealthCommission + "," + MarketRegulator;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Agency, Bureau, Hospital, Doctor, Pharmacist, Nurse, Pharmacy, HealthCommission, MarketRegulator];

    /// <summary>Those who work for one institution, and see that one only.</summary>
    public static IReadOnlyList<string> OfInstitutions { get; } = [Hospital, Doctor, Pharmacist, Nurse, Pharmacy];

    /// <summary>工作台 — where a role begins its work.</summary>
    public static string Home(string role) => role switch
    {
        Agency => "/agency",
        Bureau => "/bureau",
        Hospital or Doctor or Pharmacist or Nurse => "/hospital",
        Pharmacy => "/pharmacy",
        HealthCommission => "/health-commission",
        MarketRegulator => "/market-regulator",
        _ => "/login",
    };
}
