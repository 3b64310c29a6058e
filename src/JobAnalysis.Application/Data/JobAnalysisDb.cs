using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data;

/// <summary>The database as an actor sees it: every query passes <see cref="ScopeFilters"/>. Sets of System kind are used from Access, Audit, Messaging and Notifications only.</summary>
public sealed class JobAnalysisDb(DbContextOptions<JobAnalysisDb> options, RequestContext context) : DbContext(options)
{
    /// <summary>Read by the query filters on every query.</summary>
    public Scope Scope => context.Scope;

    public DbSet<Framework> Frameworks => Set<Framework>();
    public DbSet<FrameworkVersion> FrameworkVersions => Set<FrameworkVersion>();
    public DbSet<FrameworkPassage> FrameworkPassages => Set<FrameworkPassage>();
    public DbSet<FrameworkWarning> FrameworkWarnings => Set<FrameworkWarning>();
    public DbSet<CompetencyCategory> CompetencyCategories => Set<CompetencyCategory>();
    public DbSet<Competency> Competencies => Set<Competency>();
    public DbSet<CompetencyEdition> CompetencyEditions => Set<CompetencyEdition>();
    public DbSet<Attitude> Attitudes => Set<Attitude>();
    public DbSet<AttitudeEdition> AttitudeEditions => Set<AttitudeEdition>();
    public DbSet<ProficiencyScale> ProficiencyScales => Set<ProficiencyScale>();
    public DbSet<ScaleLevel> ScaleLevels => Set<ScaleLevel>();
    public DbSet<IcapReading> IcapReadings => Set<IcapReading>();
    public DbSet<BehavioralIndicator> BehavioralIndicators => Set<BehavioralIndicator>();
    public DbSet<AttitudeBehavior> AttitudeBehaviors => Set<AttitudeBehavior>();
    public DbSet<TierDefaultSet> TierDefaultSets => Set<TierDefaultSet>();
    public DbSet<TierDefault> TierDefaults => Set<TierDefault>();
    public DbSet<FrameworkAdoption> FrameworkAdoptions => Set<FrameworkAdoption>();
    public DbSet<TierDefaultAdoption> TierDefaultAdoptions => Set<TierDefaultAdoption>();

    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<OrganizationPlacement> OrganizationPlacements => Set<OrganizationPlacement>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<UnitPlacement> UnitPlacements => Set<UnitPlacement>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
    public DbSet<AppointmentTier> AppointmentTiers => Set<AppointmentTier>();
    public DbSet<LeaveWithoutPay> LeavesWithoutPay => Set<LeaveWithoutPay>();
    public DbSet<PersonShare> PersonShares => Set<PersonShare>();
    public DbSet<TierRule> TierRules => Set<TierRule>();
    public DbSet<Setting> Settings => Set<Setting>();

    public DbSet<JobFamily> JobFamilies => Set<JobFamily>();
    public DbSet<Position> Positions => Set<Position>();
    public DbSet<PositionFacts> PositionFacts => Set<PositionFacts>();
    public DbSet<PositionPlacement> PositionPlacements => Set<PositionPlacement>();
    public DbSet<CompetencyProfile> CompetencyProfiles => Set<CompetencyProfile>();
    public DbSet<ProfileVersion> ProfileVersions => Set<ProfileVersion>();
    public DbSet<ProfileItem> ProfileItems => Set<ProfileItem>();
    public DbSet<ProfileCell> ProfileCells => Set<ProfileCell>();

    public DbSet<AssessmentRound> AssessmentRounds => Set<AssessmentRound>();
    public DbSet<NoticeDelivery> NoticeDeliveries => Set<NoticeDelivery>();
    public DbSet<Assessment> Assessments => Set<Assessment>();
    public DbSet<AssessmentAnswer> AssessmentAnswers => Set<AssessmentAnswer>();
    public DbSet<AttitudeAnswer> AttitudeAnswers => Set<AttitudeAnswer>();
    public DbSet<AcceptedLevel> AcceptedLevels => Set<AcceptedLevel>();
    public DbSet<AcceptedVector> AcceptedVectors => Set<AcceptedVector>();
    public DbSet<Exemption> Exemptions => Set<Exemption>();

    public DbSet<ResolvedRequirement> ResolvedRequirements => Set<ResolvedRequirement>();
    public DbSet<GapResult> GapResults => Set<GapResult>();
    public DbSet<GapHistory> GapHistory => Set<GapHistory>();
    public DbSet<GapRun> GapRuns => Set<GapRun>();
    public DbSet<GapPublication> GapPublications => Set<GapPublication>();
    public DbSet<GapTotal> GapTotals => Set<GapTotal>();
    public DbSet<GapQuarantine> GapQuarantines => Set<GapQuarantine>();
    public DbSet<GapWaiting> GapWaitings => Set<GapWaiting>();

    public DbSet<WorkTask> WorkTasks => Set<WorkTask>();
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();
    public DbSet<AuditDetail> AuditDetails => Set<AuditDetail>();
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();
    public DbSet<PersonUnit> PersonUnits => Set<PersonUnit>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        AccountsModel.Configure(modelBuilder);
        modelBuilder.Entity<PersonUnit>().HasNoKey().ToView("person_unit");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(JobAnalysisDb).Assembly);
        ModelConventions.Apply(modelBuilder);
        ScopeFilters.Apply(modelBuilder, this);
    }
}
